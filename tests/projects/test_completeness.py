"""What each kind of sheet still lacks, in sentences that lead to its place (D21)."""

import pytest

from projects.sheets.completeness import missing, missing_in, progress_of
from projects.sheets.definitions import DEFINITIONS
from projects.sheets.differences import GONE, NEW, SAME, Piece, differences
from tests.factories import make_project

SOURCE = {"sources-1-title": "Le Progrès", "sources-1-says": "Deux familles sur trois"}
PLAIN = {
    kind: {one.name: "oui" for section in definition.sections for one in section.fields if one.needed}
    for kind, definition in DEFINITIONS.items()
}
COMPLETE = {
    **PLAIN,
    "documentation": PLAIN["documentation"] | SOURCE,
    "prototype": {"trials-2-what": "Une tournée", "trials-2-who": "Neuf", "trials-2-learned": "Le pain part vite"},
    "targets": {"segments-1-who": "Les anciens", "segments-1-need": "Du pain", "segments-1-evidence": "31 inscrits"},
    "forecast": {"offers-1-price": "2", "offers-1-quantity2": "10", "assumptions": "L’essai"},
}


@pytest.mark.once
@pytest.mark.parametrize("kind", DEFINITIONS)
def test_a_sheet_lacks_what_it_asks_until_it_is_said(kind):
    lacking = missing_in(kind, {})
    assert (lacking != [], missing_in(kind, COMPLETE[kind])) == (True, [])
    names = DEFINITIONS[kind].fields
    assert [one.anchor for one in lacking if one.anchor.removeprefix("f-") not in names] == []
    assert progress_of(kind, {}).done == 0
    assert progress_of(kind, COMPLETE[kind]).complete


@pytest.mark.once
@pytest.mark.parametrize(
    ("kind", "without", "anchor"),
    [
        ("documentation", "sources-1-says", "f-sources-1-title"),
        ("prototype", "trials-2-learned", "f-trials-2-learned"),
        ("targets", "segments-1-evidence", "f-segments-1-evidence"),
        ("canvas", "returns", "f-returns"),
        ("forecast", "offers-1-price", "f-offers-1-label"),
        ("forecast", "assumptions", "f-assumptions"),
    ],
)
def test_one_thing_forgotten_is_told_at_its_place(kind, without, anchor):
    content = {name: text for name, text in COMPLETE[kind].items() if name != without}
    assert [one.anchor for one in missing_in(kind, content)] == [anchor]


@pytest.mark.once
def test_a_figure_that_cannot_be_read_comes_first():
    content = COMPLETE["forecast"] | {"costs-1-amount1": "beaucoup"}
    assert [one.anchor for one in missing_in("forecast", content)] == ["f-costs-1-amount1"]


@pytest.mark.django_db
def test_what_a_project_lacks_leads_to_the_page():
    project = make_project()
    first = missing(project, "canvas")[0]
    assert first.url == f"/projets/{project.slug}/fiches/modele/#f-partners"


@pytest.mark.once
def test_differences_are_words_kept_taken_away_and_added():
    assert differences("un camion prêté", "un triporteur prêté hier") == [
        Piece(SAME, "un "),
        Piece(GONE, "camion"),
        Piece(NEW, "triporteur"),
        Piece(SAME, " prêté"),
        Piece(NEW, " hier"),
    ]
    long = "mot " * 4000
    assert "".join(one.text for one in differences(long, long + "fin") if one.kind != GONE) == long + "fin"
