"""The demonstration's files are what people see first: their counts and their French are checked."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "config" / "demonstration"
TEXTS = {
    "ideas.csv": ["title", "need", "solution", "audience", "existing", "payer", "resources", "first_step"],
    "workshops.csv": ["title", "question", "room"],
    "editions.csv": ["date_text", "place", "wording", "source"],
    "figures.csv": ["label", "wording", "source"],
    "territories.csv": ["name"],
}


def rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def document(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def texts():
    for name, columns in TEXTS.items():
        yield from ((name, row[column]) for row in rows(name) for column in columns)
    for evening in document("evenings.json"):
        yield from (("evenings.json", evening[key]) for key in ("tagline", "summary"))
        yield from (("evenings.json", scene["title"]) for scene in evening["scenes"])
    people = document("people.json")
    yield from (("people.json", person[key]) for person in people["cast"] for key in ("title", "who", "begin_name"))
    yield from (("people.json", partner["part"]) for partner in people["partners"])


def contrast_with_white(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_workshops_counts_are_the_declared_ones():
    counts = Counter(row["edition"] for row in rows("workshops.csv"))
    assert counts == {"lons-2016": 21, "lons-2017": 25, "lons-2019": 21, "ce-soir": 25, "a-venir": 21, "souhaits": 6}


def test_workshops_of_tonight_fill_28_tables():
    tables = [int(row["tables"]) for row in rows("workshops.csv") if row["edition"] == "ce-soir"]
    assert (sum(tables), Counter(tables)) == (28, {1: 22, 2: 3})


def test_workshops_to_boost_have_a_bearer_and_the_others_none():
    living = [row for row in rows("workshops.csv") if row["kind"]]
    assert [row["title"] for row in living if (row["kind"] == "boost") != bool(row["bearer"])] == []


def test_ideas_are_150_with_distinct_short_titles():
    titles = [row["title"] for row in rows("ideas.csv")]
    assert (len(titles), len(set(titles)), max(map(len, titles)) <= 80) == (150, 150, True)


def test_ideas_states_are_mostly_accepted():
    states = Counter(row["state"] for row in rows("ideas.csv"))
    assert states == {"accepted": 134, "submitted": 12, "refused": 4}


def test_ideas_refused_carry_each_a_different_reason():
    reasons = sorted(row["reason"] for row in rows("ideas.csv") if row["reason"])
    assert reasons == ["advertising", "duplicate", "off_topic", "personal"]


def test_ideas_cover_every_workshop_of_tonight():
    assert {int(row["workshop"]) for row in rows("ideas.csv")} == set(range(1, 26))


@pytest.mark.parametrize("name", ["workshops.csv", "ideas.csv"])
def test_themes_are_all_known(name):
    assert {row["theme"] for row in rows(name)} <= set("AMECHVTKNFBS")  # the letters of events.Theme


def test_territories_accents_are_distinct_and_readable_on_white():
    accents = [row["accent"] for row in rows("territories.csv")]
    assert len(set(accents)) == 7
    assert [accent for accent in accents if contrast_with_white(accent) < 4.5] == []


def test_perimeters_name_communes_of_the_jura():
    path = FOLDER.parents[1] / "members" / "data" / "communes_jura.csv"
    with path.open(encoding="utf-8", newline="") as file:
        known = {row["code_insee"] for row in csv.DictReader(file, delimiter=";")}
    counts = Counter(row["territory"] for row in rows("perimeters.csv"))
    assert len(known) == 492
    assert counts == {"pays-ledonien": 199, "petite-montagne": 26}
    assert {row["insee"] for row in rows("perimeters.csv")} <= known


def test_people_are_fictional_and_distinct():
    people = document("people.json")
    everyone = people["cast"] + people["facilitators"]
    assert len(people["facilitators"]) == 56
    assert [p["email"] for p in everyone if not p["email"].endswith("@example.org")] == []
    assert [p["phone"] for p in everyone if not re.fullmatch(r"06 39 98 \d\d \d\d", p["phone"])] == []
    assert len({p["email"] for p in people["facilitators"]}) == 56


@pytest.mark.parametrize(
    "fault",
    [r"'", r"(?<!\u202f)[;!?]", r"(?<!\u00a0):", r"«(?!\u00a0)", r"(?<!\u00a0)»", r"\.\.\.", "·", "  "],
)
def test_texts_follow_french_typography(fault):
    assert [(name, text) for name, text in texts() if re.search(fault, text)] == []
