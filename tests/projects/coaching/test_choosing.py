"""The next action of someone: one, the first that matters, by date and state; three answers keep it silent (D62)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ideas.groups.models import Meeting, Task, WantedRole
from ideas.models import Idea, Stage, advance
from projects.coaching import holders
from projects.coaching.advice import Audience, usual
from projects.coaching.choosing import first_for, next_for
from projects.coaching.conditions import CONDITIONS
from projects.coaching.models import AdviceSetting, Suggestion
from projects.models import Bearing, Project, Sheet
from projects.models.sheet import SheetEntry
from tests.factories import (
    make_event,
    make_idea,
    make_member,
    make_organiser,
    make_person,
    make_project,
    make_working_group,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=90)


def age(row, at=LONG_AGO, **fields):
    type(row).objects.filter(pk=row.pk).update(created_at=at, **fields)
    row.refresh_from_db()
    return row


@pytest.fixture
def idea():
    return make_idea(event=make_event(), need="Rentrer le soir", author_email="lou@example.org", author_name="Lou")


@pytest.fixture
def group():
    """Three people, a lead, for ninety days."""
    group = age(make_working_group(lead="lea@example.org"))
    make_member(group=group, email="a@example.org")
    make_member(group=group, email="b@example.org")
    return group


@pytest.fixture
def project():
    """Borne by the one who leads its group, at the same stage for ninety days."""
    project = age(make_project(), stage_at=LONG_AGO)
    lead = project.group.memberships.get(is_lead=True)
    Bearing.objects.create(project=project, membership=lead, status=Bearing.Status.ACCEPTED, since=LONG_AGO)
    return project


def lead_of(group):
    return group.memberships.select_related("group").get(is_lead=True)


def advised(audience, subject, holder, *, now=NOW):
    found = next_for(audience, subject, holder=holder, now=now)
    return found.advice.code if found else None


def author_is_told(idea, **options):
    return advised(Audience.AUTHOR, idea, holders.of_idea(idea), **options)


def group_is_told(group, membership=None, **options):
    return advised(Audience.GROUP, group, holders.of_member(membership or lead_of(group)), **options)


@pytest.mark.once
def test_every_condition_serves_and_each_sentence_stands_in_both_languages():
    assert {advice.condition.name for advice in usual()} == set(CONDITIONS)
    for advice in usual():
        for language in ("fr", "en"):
            assert "{" not in advice.sentence("X", language=language)
            assert advice.why(language=language)
        assert 1 <= advice.days <= 365


def test_author_hears_of_what_is_missing_once_the_days_have_passed(idea):
    assert author_is_told(idea) is None
    assert author_is_told(age(idea, need="", solution="")) == "nom-seul"
    assert author_is_told(age(idea, need="Rentrer")) == "premier-pas"
    assert author_is_told(age(idea, first_step="Appeler la mairie")) is None
    advance(idea, Stage.KEPT)
    assert (author_is_told(idea), author_is_told(idea, now=NOW + timedelta(days=4))) == (None, "trouver-trois")


def test_part_of_a_whole_and_withdrawn_idea_are_left_alone(idea):
    whole = make_idea(event=idea.event)
    assert author_is_told(age(idea, merged_into=whole, whole=whole)) is None
    assert author_is_told(age(idea, merged_into=None, whole=None, status=Idea.Status.WITHDRAWN)) is None


def test_group_hears_of_dates_notes_tasks_and_roles_in_order(group):
    assert group_is_told(group) == "date"
    meeting = Meeting.objects.create(
        group=group, title="Au café", status="planned",
        starts_at=NOW - timedelta(days=4), ends_at=NOW - timedelta(days=3, hours=22),
    )  # fmt: skip
    assert group_is_told(group) == "compte-rendu"
    Meeting.objects.filter(pk=meeting.pk).update(notes="Léa appelle la mairie.")
    task = age(Task.objects.create(group=group, title="Appeler la mairie"))
    role = age(WantedRole.objects.create(group=group, title="Tenir les comptes"))
    assert group_is_told(group) == "tache-libre"
    Task.objects.filter(pk=task.pk).update(owner=lead_of(group))
    assert group_is_told(group) == "role-vide"
    WantedRole.objects.filter(pk=role.pk).update(filled_by=lead_of(group))
    assert group_is_told(group) is None


def test_two_people_are_told_to_invite_a_third(group):
    group.memberships.filter(email="b@example.org").update(left_at=NOW)
    assert group_is_told(group) == "etre-trois"


def test_bearer_hears_of_the_stage_and_of_what_it_lacks(project):
    holder = holders.of_member(lead_of(project.group), audience=Audience.BEARER)
    found = next_for(Audience.BEARER, project, holder=holder, now=NOW)
    assert (found.advice.code, bool(found.missing), found.url) == ("avancer", True, project.workspace_url)
    Project.objects.filter(pk=project.pk).update(stage_at=NOW - timedelta(days=20), stage="designed")
    assert advised(Audience.BEARER, project, holder) == "canevas"
    canvas = Sheet.of(project, "canvas")
    SheetEntry.objects.create(sheet=canvas, name="offer", text="Des trajets")
    assert advised(Audience.BEARER, project, holder) is None
    forecast = Sheet.of(project, "forecast")
    SheetEntry.objects.create(sheet=forecast, name="assumptions", text="À la louche")
    Sheet.objects.filter(pk=forecast.pk).update(changed_at=LONG_AGO)
    assert advised(Audience.BEARER, project, holder) == "previsions"


def test_team_hears_of_ideas_to_sort_then_of_projects_without_bearer(idea):
    organiser = make_organiser(territory=idea.territory)
    holder = holders.of_organiser(organiser, idea.territory)
    age(idea)
    assert advised(Audience.TEAM, idea.territory, holder) == "trier"
    advance(idea, Stage.KEPT)
    alone = age(make_project(event=idea.event), stage_at=NOW)
    found = next_for(Audience.TEAM, idea.territory, holder=holder, now=NOW)
    assert (found.advice.code, found.subject) == ("sans-porteur", alone)
    Project.objects.filter(pk=alone.pk).update(seeking_bearer=True)
    assert advised(Audience.TEAM, idea.territory, holder) is None


def test_territory_switches_off_waits_longer_and_says_it_in_its_own_words(idea):
    age(idea, at=NOW - timedelta(days=9))
    own = AdviceSetting.objects.create(
        territory=idea.territory, code="premier-pas", days=8, sentence="Et « {name} », on commence par quoi ?"
    )
    found = next_for(Audience.AUTHOR, idea, holder=holders.of_idea(idea), now=NOW)
    assert found.sentence == "Et « Le chauffeur-voisin », on commence par quoi ?"
    AdviceSetting.objects.filter(pk=own.pk).update(days=30)
    assert author_is_told(idea) is None
    AdviceSetting.objects.filter(pk=own.pk).update(days=1, active=False)
    assert author_is_told(idea) is None


@pytest.mark.parametrize(
    ("answer", "days", "heard"),
    [("later", 6, None), ("later", 8, "date"), ("not_relevant", 300, None), ("done", 10, None), ("done", 20, "date")],
)
def test_answers_keep_it_silent_for_as_long_as_they_say(group, answer, days, heard):
    holder, advice = holders.of_member(lead_of(group)), next(one for one in usual() if one.code == "date")
    Suggestion.made(advice, group, holder, now=NOW).answer(answer, now=NOW)
    assert group_is_told(group, now=NOW + timedelta(days=days)) == heard


def test_done_by_one_is_done_for_the_group_while_later_is_ones_own(group):
    other = group.memberships.select_related("group").get(email="a@example.org")
    advice = next(one for one in usual() if one.code == "date")
    suggestion = Suggestion.made(advice, group, holders.of_member(lead_of(group)), now=NOW)
    suggestion.answer("later", now=NOW)
    assert (group_is_told(group), group_is_told(group, other)) == (None, "date")
    suggestion.answer("done", now=NOW)
    assert (group_is_told(group), group_is_told(group, other)) == (None, None)


def test_someone_hears_one_thing_over_all_that_is_theirs_at_a_constant_cost(group, idea, django_assert_num_queries):
    lea = make_person(email="lea@example.org")
    age(make_idea(event=idea.event, author_email="lea@example.org"))
    with django_assert_num_queries(9):
        found = first_for(lea, now=NOW)
    assert (found.advice.code, found.subject) == ("date", group)
    for _ in range(4):
        age(make_working_group(event=idea.event, lead="lea@example.org"))
        age(make_idea(event=idea.event, author_email="lea@example.org"))
    with django_assert_num_queries(9):
        first_for(type(lea).objects.get(pk=lea.pk), now=NOW)


def test_suggestions_go_with_the_person(group):
    advice = next(one for one in usual() if one.code == "date")
    from projects.coaching import personal_data

    lea = make_person(email="lea@example.org")
    Suggestion.made(advice, group, holders.of_member(lead_of(group)), now=NOW).answer("done", now=NOW)
    assert [one["advice"] for one in personal_data.export(lea)["advice"]] == ["date"]
    personal_data.erase_all_of(lea)
    assert Suggestion.objects.count() == 0
