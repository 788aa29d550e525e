"""Words of mails: they say what they say, whatever is typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import wording

pytestmark = pytest.mark.once
VALUES = {"given_name": "Nadia", "ticket_link": "https://example.org/billet/1", "evil": "<b>[x](javascript:1)</b>"}


@pytest.mark.parametrize(
    ("text", "html", "plain"),
    [
        ("# Bonjour\nVenez.", "<h1>Bonjour</h1>\n<p>Venez.</p>", "Bonjour\n\nVenez."),
        ("Or:\n- a\n- b\n\nfin", "<p>Or:</p>\n<ul><li>a</li><li>b</li></ul>\n<p>fin</p>", "Or:\n\n- a\n- b\n\nfin"),
        ("**Ici** et là", "<p><strong>Ici</strong> et là</p>", "Ici et là"),
        ("Bonjour {given_name},", "<p>Bonjour Nadia,</p>", "Bonjour Nadia,"),
        ("Bonjour {nobody},", "<p>Bonjour,</p>", "Bonjour,"),
        (
            "[Mon billet]({ticket_link})",
            '<p><a href="https://example.org/billet/1">Mon billet</a></p>',
            "Mon billet → https://example.org/billet/1",
        ),
        ("[clic](javascript:alert(1))", "<p>[clic](javascript:alert(1))</p>", "[clic](javascript:alert(1))"),
        ("[clic](javascript:alert)", "<p>clic</p>", "clic"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>", "<script>x</script>"),
        ("{evil}", "<p>&lt;b&gt;[x](javascript:1)&lt;/b&gt;</p>", None),
    ],
)  # fmt: skip
def test_words_are_read(text, html, plain):
    assert re.sub(r' style="[^"]*"', "", wording.as_html(text, VALUES)) == html
    if plain is not None:
        assert wording.as_text(text, VALUES) == plain


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Bonjour {prénom}", None),
        ("Bonjour {Prenom }", None),
        ("Bonjour {prnom}", "{prnom} is unknown. Did you mean {prénom}?"),
        ("Bonjour {xyzzy}", "{xyzzy} is unknown: choose among the variables of the list."),
        ("Bonjour {prénom", "A brace stands alone: a variable is written {prénom}."),
        ("[x](javascript:a)", "The link “javascript:a” does not open: it begins with https:// or is a variable."),
        ("[x]({lien du billet})", None),
    ],
)
def test_what_to_mend_is_said(text, problem):
    from django.utils import translation

    with translation.override("en"):
        found = wording.problems(text, ["prénom", "lien du billet"])
    assert found == ([problem] if problem else [])


@given(st.text(alphabet=st.sampled_from("ab{}[]()*#-\n <>\"'&:/.,hjtps"), max_size=120), st.text(max_size=30))
def test_nothing_typed_breaks_out_of_the_words(text, value):
    html = wording.as_html(text, {"a": value, "b": "https://example.org/"})
    tags = set(re.findall(r"</?([a-z0-9]+)", html))
    assert tags <= {"h1", "p", "ul", "li", "strong", "a", "br"}
    assert all(
        address.lower().startswith(("http://", "https://", "mailto:"))
        for address in re.findall(r'href="([^"]*)"', html)
    )
    wording.as_text(text, {"a": value})
    wording.problems(text, ["a", "b"])
