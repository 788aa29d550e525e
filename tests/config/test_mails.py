"""What every mail has in common, in both languages; their pictures are taken in tests/journeys/test_mails.py."""

import re
from functools import cache
from html import unescape

import pytest

from events import wording
from tests.journeys.mails import MAILS, make

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FRENCH_ONLY = "events/photo_removal_asked"  # to the address of a territory, which has no language
LEFTOVER = re.compile(r"\{[{%]|[%}]\}|\bNone\b|%\(|<Q")
ADDRESS = re.compile(r"https?://[^\s\"<>]+")


@cache
def made(name, language):
    """The message of `name`, made once: its row goes with the test that asked first, its words serve the others."""
    return make(name, language)


@pytest.mark.parametrize("name", sorted(set(MAILS) - {FRENCH_ONLY}))
def test_mail_reads_in_both_languages(name):
    french, english = made(name, "fr"), made(name, "en")
    assert (french.language, english.language) == ("fr", "en")
    assert french.text != english.text
    for message in (french, english):
        words = f"{message.subject}\n{message.text}\n{message.html}"
        assert LEFTOVER.findall(words) == []
        assert message.subject != ""
        assert f'<html lang="{message.language}">' in message.html


@pytest.mark.parametrize("name", sorted(MAILS))
def test_text_of_a_mail_is_plain_and_says_where_to_go(name):
    """Who reads text alone finds every address that buttons lead to, and no mark-up."""
    message = made(name, "fr")
    buttons = {unescape(found) for found in re.findall(r'<a href="(https?:[^"]+)"', message.html)}
    buttons = {address for address in buttons if address != "http://localhost:8000/"}
    assert buttons - set(ADDRESS.findall(message.text)) == set()
    assert re.findall(r"</?\w+[^>\n]*>|&(?:amp|lt|gt|quot|#)", message.text) == []
    assert "\n\n\n" not in message.text


@pytest.mark.parametrize("name", sorted(mail.name for mail in wording.mails()))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_that_a_team_begins_from_are_those_of_the_mail(name, language):
    """What the page of texts offers to edit is what leaves as long as nobody edits it."""
    message, mail = made(name, language), wording.mail_named(name)
    for text in mail.original(language):
        for part in re.split(r"\{[a-z_]+\}|\n", text):
            words = part.removeprefix("# ").strip(" .:\u00a0")
            assert words.casefold() in f"{message.subject}\n{unescape(message.html)}".casefold(), name


def test_shown_pictures_are_attached():
    for name in MAILS:
        message = made(name, "fr")
        shown = set(re.findall(r'src="cid:([^"]+)"', message.html))
        assert shown == {part["cid"] for part in message.attachments if part["cid"]}, name
