"""The minutes of an assembly: everything D51 asks for, numbered by cooperative, chained, in HTML and PDF/A."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from members import minutes as reading
from members.assemblies import duties_results
from members.assemblies import minutes as writing
from tests.members.assemblies.results import FEW, a_closed_assembly, a_counted_vote, an_assembly_over

pytestmark = pytest.mark.django_db


def test_minutes_say_what_d51_asks_for():
    assembly, _keeper = an_assembly_over()
    assembly.called_at = assembly.created_at
    assembly.save()
    content = writing.draft(assembly).minutes.content
    assert reading.lacking(content) == []
    assert content["place"] == "Salle du Puits-Salé ; participation et vote à distance possibles"
    assert content["agenda"] == [
        "Résolution 1\xa0: Approuver les comptes",
        "Résolution 2\xa0: Déplacer le siège",
    ]
    assert [one["role"] for one in content["officers"]] == ["Présidence de l’assemblée", "Secrétariat de l’assemblée"]
    assert {one["state"] for one in content["attendance"]} == {"en salle"}
    assert len(content["attendance"]) == 8
    assert content["quorum"][0].startswith("Sociétaires sur la liste\xa0: 8.")
    assert content["documents"] == [{"name": "Comptes 2025", "mark": "aaaa aaaa aaaa"}]
    first, second = content["decisions"]
    assert first["outcome"] == "Adoptée\xa0: 60,00\xa0% pour, il fallait plus de 50\xa0%"
    assert [one["number"] for one in first["counts"]] == [5, 3, 0]
    assert first["lines"][0] == {"label": "Texte mis au vote", "text": "Approuver les comptes."}
    assert second["outcome"] == "Non mise au vote"
    assert content["closed"]


def test_minutes_of_a_secret_vote_give_no_college_away():
    """D50: what the page withholds, the minutes withhold."""
    assembly, _keeper = an_assembly_over(secret=True)
    first = writing.draft(assembly).minutes.content["decisions"][0]
    assert [one["label"] for one in first["lines"]] == ["Texte mis au vote", "Vote"]
    assert [one["number"] for one in first["counts"]] == [5, 3, 0]
    few, _keeper = an_assembly_over(secret=True, counts=[(1, 0), (1, 0), (1, 0), (0, 0), (0, 0)])
    alike = writing.draft(few).minutes.content["decisions"][0]
    assert (alike["outcome"], alike["counts"]) == ("Adoptée", [])


def test_minutes_wait_for_the_closing_and_for_every_announcement():
    resolution, keeper = a_counted_vote(counts=FEW)
    with pytest.raises(ValidationError):
        writing.draft(resolution.assembly)
    assembly = a_closed_assembly(resolution, by=keeper)
    with pytest.raises(ValidationError, match="Annoncez d’abord"):
        writing.draft(assembly)


def test_adopted_minutes_are_numbered_by_cooperative_and_checked_with_the_others(capsys):
    for number in (1, 1):
        assembly, keeper = an_assembly_over()
        kept = writing.draft(assembly)
        kept.minutes.correct(content=kept.minutes.content | {"convening": "Par lettre."}, version=0)
        reading.adopt(kept, by=keeper, how="Par le bureau.", version=1)
        assert (kept.minutes.number, kept.minutes.body) == (number, f"assembly:{assembly.cooperative_id}")
        assert writing.draft(assembly) == kept
    reading.add(kept, "Une précision.", by=keeper)
    call_command("check_minutes")
    assert capsys.readouterr().out.count("identique") == 2
    assert reading.pdf(kept.minutes).startswith(b"%PDF")


def test_the_board_is_told_of_minutes_to_write_then_to_adopt():
    assembly, keeper = an_assembly_over()
    for title in ("Écrire", "Adopter"):
        assert [one.title.partition(" ")[0] for one in duties_results.duties(keeper, None)] == [title]
        kept = writing.draft(assembly)
    content = kept.minutes.content | {"convening": "Par lettre."}
    kept.minutes.correct(content=content, version=0)
    reading.adopt(kept, by=keeper, how="", version=1)
    assert list(duties_results.duties(keeper, None)) == []
