"""Words that people write for mails: a plain format with variables that cannot break, read as HTML or as text.

Blank lines part paragraphs; `# ` begins a title, `- ` an entry of a list; `**strong**`, `[words](address)`, bare
addresses. `{name}` is a variable. Nothing else means anything: what looks like HTML is shown as it was typed. Reading
never fails, whatever was kept; `problems` says at once what its writer should mend.
"""

import difflib
import re
from dataclasses import dataclass

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from foundation.folding import fold

VARIABLE = re.compile(r"\{([^{}\n]{0,60})\}")
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\(([^()\s]{1,500})\)")
_BARE = re.compile(r"https?://[^\s<>()\[\]{}\"']+[^\s<>()\[\]{}\"'.,;:!?]")
_STRONG = re.compile(r"\*\*(\S(?:[^*\n]*\S)?)\*\*")
_MARK = re.compile(rf"{_LINK.pattern}|({_BARE.pattern})|{_STRONG.pattern}")
_SAFE = re.compile(r"(?:https?://|mailto:)[^\s\"'<>]+\Z", re.I)
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # no-break spaces stay
_HOLLOW = re.compile(r"[ \t]+([,.])")  # « Bonjour , » when nobody knows the given name


@dataclass(frozen=True)
class Style:
    """How a mail looks: mail programs read no stylesheet."""

    title: str = "margin:0 0 12px;font-size:25px;line-height:1.2"
    paragraph: str = "margin:0 0 16px"
    list: str = "margin:0 0 16px;padding-left:20px"
    link: str = "color:#1d5c4d"


def problems(text, names):
    """Return the sentences that say what to mend in `text`, where `names` are the variables known to its reader."""
    known, found = {fold(name) for name in names}, []
    for name in dict.fromkeys(VARIABLE.findall(text)):
        if fold(name.strip()) not in known:
            found.append(_unknown(name, names))
    rest = VARIABLE.sub("", text)
    if "{" in rest or "}" in rest:
        found.append(_("A brace stands alone: a variable is written {%(name)s}.") % {"name": next(iter(names), "…")})
    for _words, address in _LINK.findall(text):
        if not _SAFE.match(VARIABLE.sub("https://variable", address)):
            found.append(
                _("The link “%(link)s” does not open: it begins with https:// or is a variable.") % {"link": address}
            )
    return found


def translated(text, names):
    """Return `text` with each variable's name replaced as `names` says; unknown names stay as they are."""
    folded = {fold(name): other for name, other in names.items()}

    def other(match):
        found = folded.get(fold(match[1].strip()))
        return f"{{{found}}}" if found else match[0]

    return VARIABLE.sub(other, text)


def as_line(text, values):
    """Return one line of text, for a subject."""
    return _SPACES.sub(" ", _filled(text, values)).strip()


def as_text(text, values):
    """Return `text` as plain text: marks go, addresses stay."""
    lines = []
    for block in _blocks(text):
        words = _filled(block, values)
        words = capfirst(words[2:].strip()) if words.startswith("# ") else words
        words = _LINK.sub(lambda match: _text_link(*match.groups()), words)
        lines.append(_STRONG.sub(r"\1", words).strip())
    return "\n\n".join(line for line in lines if line)


def as_html(text, values, *, style=None):
    """Return `text` as safe HTML with its own styles; values are text, never mark-up."""
    style = style or Style()
    return mark_safe("\n".join(_html_block(block, values, style) for block in _blocks(text)))


def _unknown(name, names):
    near = difflib.get_close_matches(fold(name.strip()), [fold(known) for known in names], n=1, cutoff=0.5)
    if near:
        meant = next(known for known in names if fold(known) == near[0])
        return _("{%(name)s} is unknown. Did you mean {%(meant)s}?") % {"name": name, "meant": meant}
    return _("{%(name)s} is unknown: choose among the variables of the list.") % {"name": name}


def _filled(text, values):
    return _HOLLOW.sub(r"\1", VARIABLE.sub(lambda match: str(values.get(match[1].strip(), "") or ""), text))


def _blocks(text):
    """Paragraphs, each title and each list apart, in order."""
    for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        block, was_entry = [], None
        for line in filter(str.strip, part.split("\n")):
            is_entry, is_title = line.startswith("- "), line.startswith("# ")
            if block and (is_title or is_entry != was_entry):
                yield "\n".join(block)
                block = []
            block.append(line.rstrip())
            was_entry = is_entry
            if is_title:
                yield block.pop()
        if block:
            yield "\n".join(block)


def _html_block(block, values, style):
    if block.startswith("# "):
        title = mark_safe(capfirst(_inline(block[2:].strip(), values, style)))
        return format_html('<h1 style="{}">{}</h1>', style.title, title)
    lines = block.split("\n")
    if lines[0].startswith("- "):
        entries = format_html_join("", "<li>{}</li>", ((_inline(line[2:], values, style),) for line in lines))
        return format_html('<ul style="{}">{}</ul>', style.list, entries)
    inside = mark_safe("<br>".join(_inline(line, values, style) for line in lines))
    return format_html('<p style="{}">{}</p>', style.paragraph, inside) if inside.strip() else ""


def _inline(line, values, style):
    """Links and strong words of one line. Variables are filled piece by piece, so that a value cannot make a mark."""
    made, start = [], 0
    for match in _MARK.finditer(line):
        made.append(_escaped(line[start : match.start()], values))
        words, address, bare, strong = match.groups()
        if strong:
            made.append(format_html("<strong>{}</strong>", _escaped(strong, values)))
        else:
            made.append(_html_link(_filled(words or bare, values), _filled(address or bare, values), style))
        start = match.end()
    made.append(_escaped(line[start:], values))
    return mark_safe(_HOLLOW.sub(r"\1", "".join(made)))


def _escaped(text, values):
    """Text with its variables filled; a value is never read for marks."""
    filled = VARIABLE.sub(lambda match: str(values.get(match[1].strip(), "") or ""), text)
    return mark_safe(str(escape(filled)).replace("\n", "<br>"))


def _html_link(words, address, style):
    if not _SAFE.match(address):
        return escape(words)
    return format_html('<a href="{}" style="{}">{}</a>', address, style.link, words)


def _text_link(words, address):
    return f"{words} → {address}" if _SAFE.match(address) and words != address else words
