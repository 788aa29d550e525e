"""The attendance sheet to print and sign: the same words on the page and in the PDF (D47, D51)."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation import typesetting
from foundation.templatetags.french import hour, long_date
from members.assemblies import attending, quorum
from members.assemblies.models import Voter
from members.assemblies.turnout import count_of


def content(assembly):
    """Return what the sheet says: `title`, `when`, `lines` (one per voter, in the order of the register), `sentences`.

    Before the meeting the lines wait for a signature; afterwards they say who came, from when, and by whom they were
    represented. Names only: no address, no share.
    """
    lines = attending.lines_of(assembly, Voter.objects.filter(assembly=assembly).order_by("number", "pk"))
    count = count_of(assembly)
    return {
        "title": _("Attendance sheet"),
        "when": _("%(kind)s of %(day)s, %(hour)s") % _moment(assembly),
        "place": assembly.place,
        "lines": [_said(line) for line in lines],
        "sentences": [one.words for one in count.lines] if count.turnout.voters else [],
        "officers": [str(one) for one in assembly.officers.in_office()],
        "has_colleges": assembly.cooperative.has_colleges,
    }


def pdf(assembly, *, language):
    """Return the bytes of the PDF (PDF/A); no transaction may be open meanwhile."""
    with override(language):
        said = content(assembly)
        data = {**said, "heading": said["title"], "cooperative": assembly.cooperative.name, "labels": _labels()}
        data["accent"] = assembly.cooperative.territory.accent
        title = f"{said['title']} · {said['when']}"
    del data["title"]
    return typesetting.pdf("assemblies/sheet.typ", data, language=language, title=title)


def _said(line):
    return {
        "number": str(line.voter.number),
        "name": line.voter.name,
        "delegate": line.voter.signer if line.is_structure else "",
        "college": str(line.voter.college or ""),
        "state": _state(line),
        "proxies": ", ".join(str(proxy.giver) for proxy in line.held),
    }


def _state(line):
    """What is known already, in a few words: here since, gone at, represented by; "" when there is nothing."""
    if line.presence:
        way = {
            quorum.PRESENT: _("here since %(hour)s, signed: %(name)s"),
            quorum.REMOTE: _("from afar since %(hour)s: %(name)s"),
        }[line.presence.mode]
        return way % {"hour": hour(line.presence.at), "name": line.presence.signed_by}
    if line.proxy:
        return _("proxy to %(name)s") % {"name": line.proxy.holder_name} if line.proxy.holder_name else _("blank proxy")
    return _("left at %(hour)s") % {"hour": hour(line.left.until)} if line.left else ""


def _moment(assembly):
    return {
        "kind": assembly.get_kind_display().capitalize(),
        "day": long_date(timezone.localtime(assembly.starts_at)),
        "hour": hour(assembly.starts_at),
    }


def _labels():
    return {
        "number": _("No."),
        "name": _("Member"),
        "delegate": _("represented by"),
        "college": _("College"),
        "state": _("Presence or proxy"),
        "sign": _("Signature"),
        "proxies": _("Votes also for"),
        "chair": _("The chair"),
        "secretary": _("The secretary"),
        "certified": _("Certified true, on …………………"),
    }
