"""The French catalogue is complete, faithful to its sources and typographically right."""

import ast
import re

import pytest
from babel.messages.extract import extract_python
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.structure.floors import ROOT, project_files

pytestmark = pytest.mark.once

FOLDER = ROOT / "config/locale/fr/LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[sd]|%[sd]|\{[a-z_0-9]*\}")
BAD_TYPE = re.compile(
    r"\w'\w|[^\s\u202f\u00a0]([;!?](\s|$))|[^\u00a0\u202f&a-z0-9\"'/(=]:\s|\w :"
    r"|«[^\u00a0\u202f]|[^\u00a0\u202f]»|\.\.\.|\w·\w"
)
TAG = re.compile(r"</?[a-z][^>]*>", re.I)


LITERAL = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
TEMPLATE_MESSAGE = re.compile(rf"\b(?:n?pgettext\({LITERAL},\s*|(?:n?gettext|_)\()({LITERAL})")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}


@pytest.fixture(scope="module")
def messages():
    """[(source, [translations])], the header left out."""
    with open(FOLDER / "django.po", "rb") as file:
        catalogue = read_po(file, locale="fr")
    found = []
    for message in catalogue:
        if message.id:
            sources = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            found.append((sources, strings, message.fuzzy))
    return found


def test_french_is_complete(messages):
    assert [sources[0] for sources, strings, fuzzy in messages if fuzzy or not all(strings)] == []


def test_every_text_of_the_sources_is_in_the_catalogue(messages):
    known = {sources[0] for sources, _strings, _fuzzy in messages}
    assert sorted(_texts_of_python() - known) == []
    assert sorted(_texts_of_templates() - known) == []


def test_french_keeps_the_placeholders(messages):
    different = [
        sources[0]
        for sources, strings, _fuzzy in messages
        if any(_placeholders(string) not in map(_placeholders, sources) for string in strings if string)
    ]
    assert different == []


def test_french_keeps_the_tags(messages):
    different = [
        sources[0]
        for sources, strings, _fuzzy in messages
        if any(
            sorted(TAG.findall(string)) not in [sorted(TAG.findall(s)) for s in sources] for string in strings if string
        )
    ]
    assert different == []


def test_french_is_set_as_french_is(messages):
    """Curly apostrophes, narrow space before ; ! ?, space before : and inside guillemets, no median dot."""
    badly = [string for _s, strings, _f in messages for string in strings if BAD_TYPE.search(TAG.sub("", string or ""))]
    assert badly == []


def test_compiled_catalogue_is_that_of_the_sources(messages):
    with open(FOLDER / "django.mo", "rb") as file:
        compiled = {m.id if isinstance(m.id, str) else m.id[0] for m in read_mo(file) if m.id}
    stale = [sources[0] for sources, strings, _f in messages if all(strings) and sources[0] not in compiled]
    assert stale == []


def _placeholders(text):
    return sorted(set(PLACEHOLDER.findall(text)))


def _texts_of_python():
    found = set()
    for path in project_files("*.py"):
        if path.parts[len(ROOT.parts)] in {"tests", "bench"}:
            continue
        with open(path, "rb") as file:
            for _line, _function, texts, _comments in extract_python(file, KEYWORDS, [], {}):
                found.add(texts if isinstance(texts, str) else texts[0])
    return found - {None, ""}


def _texts_of_templates():
    return {
        ast.literal_eval(literal)
        for path in project_files("templates")
        for literal in TEMPLATE_MESSAGE.findall(templatize(path.read_text()))
    }
