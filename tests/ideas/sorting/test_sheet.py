"""One idea before the team: the sheet (D20), notes, tags, care, the step taken, and one idea after the other."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ideas.models import Idea, Stage
from ideas.sorting.models import Look, Note, SortingSheet
from ideas.sorting.selecting import ideas_of
from ideas.sorting.turns import next_for
from tests.events.test_capacity import in_threads
from tests.factories import make_event, make_idea, make_organiser, make_territory
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
NEXT = "/organiser/tri/suivante/"


@pytest.fixture
def event():
    return make_event(territory=make_territory())


@pytest.fixture
def team(event):
    return [make_organiser(territory=event.territory, given_name=name) for name in ("Nadia", "Paul")]


def sheet_of(idea):
    return f"/organiser/tri/{idea.pk}/"


def test_sheet_asks_the_seven_questions_and_keeps_the_answers(client, event, team):
    """D20: carried by an enterprise, first steps, model, new, more than public policy, need, effects."""
    idea = make_idea(event=event)
    sign_in(client, team[0])
    answers = {
        "enterprise": "yes", "first_steps": "no", "model": "unsure", "novelty": "yes", "beyond_policy": "yes",
        "need": "yes", "need_comment": "Trois villages sans boulangerie", "economic": "on", "cultural": "on",
    }  # fmt: skip
    assert client.post(f"{sheet_of(idea)}fiche/", answers).status_code == 204
    sheet = SortingSheet.objects.get()
    assert [getattr(sheet, name) for name in sheet.QUESTIONS] == ["yes", "no", "unsure", "yes", "yes", "yes"]
    assert [name for name in sheet.EFFECTS if getattr(sheet, name)] == ["economic", "cultural"]
    assert (sheet.need_comment, sheet.by, sheet.answered) == ("Trois villages sans boulangerie", team[0], 6)


def test_two_who_fill_in_a_sheet_lose_nothing(client, event, team):
    idea = make_idea(event=event)
    sign_in(client, team[0])
    shown = {"initial-enterprise": "", "initial-model": "", "enterprise": "", "model": ""}
    client.post(f"{sheet_of(idea)}fiche/", {**shown, "enterprise": "yes"})
    sign_in(client, team[1])
    client.post(f"{sheet_of(idea)}fiche/", {**shown, "model": "no"})  # this page was opened before the first answer
    sheet = SortingSheet.objects.get()
    assert (sheet.enterprise, sheet.model) == ("yes", "no")


def test_everything_typed_is_kept_before_a_step_is_refused(client, event, team):
    idea = make_idea(event=event)
    sign_in(client, team[0])
    typed = {"note": "Appeler Lou", "etiquettes": "bois, Bois ,énergie", "personne": team[1].pk, "need": "yes"}
    refused = client.post(sheet_of(idea), {**typed, "faire": "ecarter", "raison": ""})
    idea.refresh_from_db()
    assert (refused.status_code, idea.stage, idea.assigned_to) == (422, Stage.TO_SORT, team[1])
    assert [one.tag.name for one in idea.tagged.all()] == ["bois", "énergie"]
    assert (Note.objects.get().text, SortingSheet.objects.get().need) == ("Appeler Lou", "yes")
    set_aside = client.post(sheet_of(idea), {"faire": "ecarter", "raison": "porteur", "raison_mots": "Écrivez-nous."})
    idea.refresh_from_db()
    assert (set_aside.status_code, idea.stage) == (302, Stage.SET_ASIDE)
    assert idea.steps.get(details=Stage.SET_ASIDE).why.endswith("Écrivez-nous.")


def test_what_others_put_meanwhile_is_left(client, event, team):
    idea = make_idea(event=event, assigned_to=team[1])
    sign_in(client, team[0])
    shown = {"initial-personne": "", "personne": "", "initial-etiquettes": "bois", "etiquettes": ""}
    client.post(sheet_of(idea), {**shown, "faire": "garder"})
    idea.refresh_from_db()
    assert idea.assigned_to == team[1]


@pytest.mark.parametrize(
    "fields", [{"note": "x" * 2001}, {"theme": "zz"}, {"personne": "999999"}, {"need": "peut-être"}]
)
def test_bad_fields_are_shown_again(client, event, team, fields):
    idea = make_idea(event=event)
    sign_in(client, team[0])
    response = client.post(sheet_of(idea), {**fields, "faire": "retenir"})
    idea.refresh_from_db()
    assert (response.status_code, idea.stage, Note.objects.count()) == (422, Stage.TO_SORT, 0)


def test_note_is_removed_by_who_wrote_it(client, event, team):
    note = Note.objects.create(idea=make_idea(event=event), author=team[0], text="À revoir")
    for person, left in ((team[1], 1), (team[0], 0)):
        sign_in(client, person)
        client.post(f"/organiser/tri/notes/{note.pk}/retirer/")
        assert Note.objects.count() == left


def test_two_sorters_never_get_the_same_idea_and_nobody_is_held_up(client, event, team):
    first, second = make_idea(event=event, title="Une"), make_idea(event=event, title="Deux")
    sign_in(client, team[0])
    assert client.get(NEXT).context["idea"] == first
    sign_in(client, team[1])
    assert client.get(NEXT).context["idea"] == second
    assert "Nadia" in client.get(sheet_of(first)).content.decode()
    client.post(sheet_of(second), {"faire": "retenir", "suivante": "1"})
    last = client.get(NEXT)
    assert [look.idea for look in last.context["looks"]] == [first]
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        sign_in(client, team[1])
        assert client.get(NEXT).context["idea"] == first


def test_next_follows_the_filter_and_what_was_passed(client, event, team):
    ideas = [make_idea(event=event, title=f"Bois {n}") for n in range(2)]
    make_idea(event=event, title="Autre")
    sign_in(client, team[0])
    passed = client.post(sheet_of(ideas[0]), {"faire": "passer", "suivante": "1", "filtre": "q=bois"})
    assert client.get(passed.url).context["idea"] == ideas[1]
    kept = client.post(sheet_of(ideas[1]), {"faire": "retenir", "suivante": "1", "filtre": "q=bois"})
    assert client.get(kept.url).context["idea"] == ideas[0]  # what was passed comes back at the end
    client.post(sheet_of(ideas[0]), {"faire": "creuser", "suivante": "1"})
    assert "Tout est trié" in client.get(f"{NEXT}?q=bois").content.decode()
    assert list(Idea.objects.order_by("pk").values_list("stage", flat=True)) == ["to_dig", "kept", "to_sort"]


def test_name_is_shown_with_consent_only(client, event, team):
    idea = make_idea(event=event, author_name="Lou Petit")
    sign_in(client, team[0])
    assert "Lou Petit" not in client.get(sheet_of(idea)).content.decode()
    idea.show_name(True)
    assert "Lou Petit" in client.get(sheet_of(idea)).content.decode()


def test_idea_of_another_territory_is_not_found(client, team):
    idea = make_idea(event=make_event(territory=make_territory()))
    sign_in(client, team[0])
    answers = [client.get(sheet_of(idea)), client.post(sheet_of(idea)), client.post(f"{sheet_of(idea)}fiche/")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


@pytest.mark.django_db(transaction=True)
def test_ten_sorters_at_the_same_instant_get_ten_ideas():
    event = make_event(territory=make_territory())
    people = [make_organiser(territory=event.territory) for _ in range(10)]
    for _ in range(12):
        make_idea(event=event)
    now = timezone.now()
    found = in_threads(10, lambda n: next_for(people[n], ideas_of(people[n]), after=0, now=now))
    assert (len({idea.pk for idea in found}), Look.objects.count()) == (10, 10)


def test_idea_that_joined_another_while_open_leads_to_the_whole(client, event, team):
    whole, part = make_idea(event=event, title="Le tout"), make_idea(event=event, title="Une part")
    withdrawn = make_idea(event=event, title="Retirée", status="withdrawn")
    Idea.objects.filter(pk=part.pk).update(merged_into=whole, whole=whole)
    sign_in(client, team[0])
    assert client.post(sheet_of(part), {"faire": "retenir"}).url == sheet_of(whole)
    assert client.get(sheet_of(withdrawn)).url == "/organiser/tri/"


def test_double_click_writes_a_note_once(client, event, team):
    idea, key = make_idea(event=event), "6f9619ff-8b86-4d11-b42d-00c04fc964ff"
    sign_in(client, team[0])
    for _ in range(2):
        client.post(sheet_of(idea), {"cle": key, "note": "Appeler Lou", "faire": "garder"})
    assert Note.objects.count() == 1


def test_hostile_words_are_kept_or_refused_without_an_error(client, event, team):
    idea = make_idea(event=event)
    sign_in(client, team[0])
    odd = {"initial-etiquettes": "a\x00b,ﷺ" * 40, "etiquettes": "ﷺ" * 39 + ",#,; ,bois", "cle": "zz"}
    assert client.post(sheet_of(idea), {**odd, "faire": "garder"}).status_code == 302
    assert "bois" in [one.tag.name for one in idea.tagged.all()]
    for filters in ({"nom": "ﷺ" * 60, "filtre": "q=" + "é" * 100}, {"nom": "a\x00", "filtre": "q=\x00&suite=%"}):
        assert client.post("/organiser/tri/filtres/", filters).status_code == 302
    assert client.get("/organiser/tri/?q=%00&suite=abc&ordre=titre").status_code == 200
    assert client.get("/organiser/tri/suivante/?apres=99999999999999999999").status_code == 200
