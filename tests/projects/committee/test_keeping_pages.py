"""The pages of who keeps the committee: home, members, rules, sessions, agenda (D25, D33, D60)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from projects.committee.models import Closing, Committee, Expert, Session
from tests.factories import (
    make_agenda_item,
    make_committee,
    make_event,
    make_expert,
    make_idea,
    make_person,
    make_project,
    make_role,
    make_secretary,
    make_session,
    make_territory,
)
from tests.projects.filling import make_complete
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
DRAFT, OPEN = Session.Status.DRAFT, Session.Status.OPEN


@pytest.fixture
def committee():
    return make_committee()


@pytest.fixture
def kept(client, committee):
    """The browser of the secretary."""
    return sign_in(client, make_secretary(committee=committee))


def at(name, *args):
    return reverse(f"committee:{name}", args=args)


def moment(when):
    return timezone.localtime(when).strftime("%Y-%m-%dT%H:%M")


def statuses(client, names, pk):
    return [client.get(at(name, pk)).status_code for name in names]


def test_the_first_page_is_for_who_keeps_or_sits(client):
    committee = make_committee()
    client.force_login(make_person())
    assert client.get(at("home")).status_code == 404
    sign_in(client, make_secretary(committee=committee))
    assert client.get(at("home")).url == at("committee", committee.territory.slug)
    expert, session = make_expert(committee=committee), make_session(committee=committee)
    client.force_login(expert.person)
    assert at("my_files", session.pk) in client.get(at("home")).content.decode()
    Expert.objects.update(until=timezone.localdate())
    assert at("my_files", session.pk) not in client.get(at("home")).content.decode()


def test_my_space_leads_to_the_committee_for_who_sits_or_keeps(client):
    client.force_login(make_person())
    assert at("home") not in client.get(reverse("space")).content.decode()
    expert = make_expert(committee=make_committee())
    make_role(expert.person, territory=expert.committee.territory, kind=Role.Kind.EXPERT)
    client.force_login(expert.person)
    assert at("home") in client.get(reverse("space")).content.decode()


def test_a_committee_is_set_up_by_who_chairs_or_keeps_it(client):
    territory = make_territory()
    client.force_login(make_person())
    assert client.post(at("found", territory.slug)).status_code == 404
    person = make_person()
    make_role(person, territory=territory, kind=Role.Kind.CHAIR)
    sign_in(client, person)
    assert at("found", territory.slug) in client.get(at("home")).content.decode()
    assert client.post(at("found", territory.slug)).url == at("members", territory.slug)
    assert Committee.objects.get().territory == territory
    assert client.get(at("home")).url == at("committee", territory.slug)


def test_strangers_get_404_and_experts_403_on_what_the_secretary_keeps_d60(client, committee):
    session = make_session(committee=committee)
    names = ("session", "session_edit", "session_cancel", "session_history", "standing", "item_add")
    sign_in(client, make_secretary(committee=make_committee()))
    assert statuses(client, names, session.pk) == [404] * 6
    client.force_login(make_expert(committee=committee).person)
    assert statuses(client, names, session.pk) == [403] * 6
    assert client.get(at("members", committee.territory.slug)).status_code == 403
    sign_in(client, make_expert(committee=committee, office=Expert.Office.CHAIR).person)
    assert statuses(client, names, session.pk) == [200] * 6


def test_whoever_chairs_in_the_chairs_place_proves_a_second_factor_d60(client, committee):
    stand_in = make_expert(committee=committee)
    session = make_session(committee=committee, acting_chair=stand_in)
    client.force_login(stand_in.person)
    answer = client.get(at("session", session.pk))
    assert (answer.status_code, "next=" in answer.url) == (302, True)
    sign_in(client, stand_in.person)
    assert client.get(at("session", session.pk)).status_code == 200
    assert client.get(at("session", make_session(committee=committee).pk)).status_code == 403


def test_rules_out_of_order_are_refused_and_kept_as_typed(kept, committee):
    address = at("rules", committee.territory.slug)
    values = {
        "contact": "Léa", "smallest": 9, "largest": 7, "term_years": 3, "minimum_cast": 8, "condition_days": 90,
        "return_months": 2, "complete_days": 3, "call_days": 7, "notice_days": 7, "lifting": "chair",
    }  # fmt: skip
    answer = kept.post(address, values)
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (
        422, ["complete_days", "largest", "minimum_cast"],
    )  # fmt: skip
    kept.post(address, {**values, "largest": 12, "complete_days": 10})
    committee.refresh_from_db()
    assert (committee.smallest, committee.minimum_cast, committee.contact) == (9, 8, "Léa")
    assert committee.steps.get().kind == "rules"


def test_how_votes_are_counted_does_not_change_while_some_are_given_d26(kept, committee):
    make_session(committee=committee, status=OPEN)
    values = {name: getattr(committee, name) for name in ("smallest", "largest", "term_years", "condition_days")}
    values |= {name: getattr(committee, name) for name in ("return_months", "complete_days", "call_days")}
    values |= {"notice_days": 7, "lifting": "chair", "minimum_cast": 1}
    answer = kept.post(at("rules", committee.territory.slug), values)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["minimum_cast"])


def test_an_expert_is_appointed_given_the_chair_and_relieved(kept, committee):
    address = at("members", committee.territory.slug)
    told = {"email": "ines@example.org", "given_name": "Inès", "family_name": "Perrin", "since": timezone.localdate()}
    assert kept.post(address, told).url == address
    assert kept.post(address, told).status_code == 422
    expert = Expert.objects.get()
    kept.post(at("member_office", expert.pk), {"office": "chair"})
    assert kept.get(address).context["seats"].chair == expert
    assert kept.post(at("member_end", expert.pk), {"why": ""}).status_code == 422
    assert kept.post(at("member_end", expert.pk), {"why": "Départ"}).url == address
    assert Expert.objects.in_term().count() == 0


def test_the_composition_warns_below_seven_and_above_twelve_d25(kept, committee):
    address = at("members", committee.territory.slug)
    for _ in range(6):
        make_expert(committee=committee)
    assert len(kept.get(address).context["seats"].warnings) == 2  # one too few, no chair
    for _ in range(7):
        make_expert(committee=committee)
    warned = kept.get(address).context["seats"].warnings
    assert (len(warned), "12" in warned[0]) == (2, True)


def test_a_session_goes_from_plan_to_vote_by_its_page(kept, committee):
    begins = timezone.now() + timedelta(days=12)
    address = at("session_new", committee.territory.slug)
    values = {"mode": "both", "starts_at": moment(begins), "closes_at": moment(begins), "place": ""}
    answer = kept.post(address, values)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["place"])
    kept.post(address, {**values, "closes_at": moment(begins + timedelta(hours=3)), "place": "Mairie"})
    session, page = Session.objects.get(), at("session", Session.objects.get().pk)
    project = make_project(idea=make_idea(event=make_event(territory=committee.territory)), stage="modelled")
    answer = kept.post(at("item_add", session.pk), {"projet": project.pk})
    assert (answer.status_code, answer.context["refused"], bool(answer.context["missing"])) == (422, project, True)
    make_complete(project)
    assert kept.post(at("item_add", session.pk), {"projet": project.pk}).url == page
    make_expert(committee=committee)
    kept.post(at("session_call", session.pk))
    kept.post(at("session_open", session.pk))
    session.refresh_from_db()
    assert session.status == OPEN
    assert kept.get(page).context["lines"][0][1].begins == session.starts_at
    kept.post(at("session_call", session.pk))  # a second window
    assert kept.get(at("session_history", session.pk)).context["steps"].count() == 4


def test_a_draft_says_what_a_file_lacks_when_it_is_called_d24(kept, committee):
    session = make_session(committee=committee, status=DRAFT)
    make_expert(committee=committee)
    project = make_project(idea=make_idea(event=make_event(territory=committee.territory)))
    make_agenda_item(session=session, project=project)
    answer = kept.post(at("session_call", session.pk))
    assert (answer.status_code, bool(answer.context["missing"])) == (422, True)


def test_order_minutes_withdrawal_and_carrying_over_by_buttons(kept, committee):
    session = make_session(committee=committee, status=DRAFT)
    first, second = make_agenda_item(session=session), make_agenda_item(session=session)
    assert kept.post(at("item_move", second.pk), {"monter": "1"}).url.endswith(f"#dossier-{second.pk}")
    kept.post(at("item_minutes", first.pk), {"minutes": "35"})
    kept.post(at("item_minutes", first.pk), {"minutes": "²"})
    lines = kept.get(at("session", session.pk)).context["lines"]
    assert [(item.pk, item.minutes) for item, _slot, _hidden in lines] == [(second.pk, 20), (first.pk, 35)]
    assert kept.post(at("item_withdraw", first.pk), {"why": " "}).status_code == 422
    assert kept.post(at("item_withdraw", first.pk), {"why": "Le prêt est refusé."}).status_code == 302
    assert kept.get(at("item_carry", second.pk)).context["sessions"] is False
    later = make_session(committee=committee, days=40, status=DRAFT)
    assert kept.post(at("item_carry", second.pk), {"session": later.pk}).url == at("session", later.pk)
    assert [item.project for item in later.items.all()] == [second.project]


def test_undecided_files_wait_on_the_committees_page_d26(kept, committee):
    item = make_agenda_item(session=make_session(committee=committee, days=-9, status="closed"), status="closed")
    Closing.objects.create(item=item, outcome="not_decided", members=9, minimum_cast=3, quorum=False)
    page = kept.get(at("committee", committee.territory.slug))
    assert list(page.context["undecided"]) == [item]


def test_the_chair_is_handed_over_by_its_page_and_only_to_who_sits(kept, committee):
    session, sits = make_session(committee=committee), make_expert(committee=committee)
    stranger = make_expert(committee=make_committee())
    assert kept.post(at("session_chair", session.pk), {"expert": stranger.pk}).status_code == 404
    kept.post(at("session_chair", session.pk), {"expert": sits.pk})
    assert Session.objects.get(pk=session.pk).acting_chair == sits
    kept.post(at("session_chair", session.pk), {"expert": ""})
    assert Session.objects.get(pk=session.pk).acting_chair is None


def test_a_session_is_cancelled_with_its_reason(kept, committee):
    session = make_session(committee=committee)
    make_agenda_item(session=session)
    assert kept.post(at("session_cancel", session.pk), {"why": ""}).status_code == 422
    kept.post(at("session_cancel", session.pk), {"why": "La neige"})
    session.refresh_from_db()
    assert session.status == "cancelled"
    assert kept.post(at("session_cancel", session.pk), {"why": "Encore"}).status_code == 422


def test_pages_of_a_session_cost_the_same_for_three_files_and_thirty(kept, committee, django_assert_num_queries):
    session = make_session(committee=committee)
    project = make_agenda_item(session=session).project
    for number in range(29):
        copy = type(project).objects.get(pk=project.pk)
        copy.pk, copy.slug, copy.stage, copy.came_from = None, f"copie-{number}", "abandoned", "started"
        copy.save()
        session.items.create(project=copy, rank=number + 2)
    for _ in range(12):
        make_expert(committee=committee)
    for name, count in (("session", 7), ("standing", 10), ("session_history", 5)):
        with django_assert_num_queries(count):
            assert kept.get(at(name, session.pk)).status_code == 200
