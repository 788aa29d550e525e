"""What who bears a project proposes, is told and answers; no expert is named to them (D24, D62)."""

import base64
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from foundation import links
from ideas.groups.checking_files import Accepted
from ideas.groups.models import GroupFile
from outbox.models import Message
from projects import handing, moving
from projects.committee import agenda, asking, proposing, telling_bearers
from projects.committee.duties_files import duties
from projects.committee.models import AgendaItem, Proposal, Session
from projects.models import Bearing, Project
from projects.models.stage import Stage
from projects.moving import Unready
from tests.factories import (
    make_agenda_item,
    make_committee,
    make_event,
    make_expert,
    make_idea,
    make_member,
    make_person,
    make_project,
    make_secretary,
    make_session,
)
from tests.projects.filling import make_complete

pytestmark = pytest.mark.django_db
NOON = "2026-03-10T12:00+01:00"


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def session():
    return make_session(committee=make_committee(contact="Claire, 03 84 00 00 00"))


@pytest.fixture
def item(session):
    item = make_agenda_item(session=session)
    lead = item.project.group.leads().get()
    handing.accept(handing.ask_to_bear(item.project, lead))
    Message.objects.all().delete()
    return item


def a_project(session):
    event = make_event(territory=session.committee.territory)
    return make_complete(make_project(idea=make_idea(event=event)))


def as_member(client, membership):
    """The visitor whose cookie holds the access of a member of the group (D64)."""
    client.get(reverse("groups:open", args=[links.token(membership.access_link())]))
    client.post(reverse("groups:open", args=[links.token(membership.access_link())]))
    return client


def told():
    return list(Message.objects.filter(kind__startswith="committee-").order_by("pk"))


def edition(mail):
    file = Calendar.from_ical(base64.b64decode(mail.attachments[0]["base64"]))
    [entry] = file.walk("VEVENT")
    return str(file["method"]), int(entry["sequence"]), entry["dtstart"].dt


def test_an_incomplete_file_says_what_is_missing(session):
    project = make_project(idea=make_idea(event=make_event(territory=session.committee.territory)))
    with pytest.raises(Unready) as refusal:
        proposing.propose(project)
    assert (len(refusal.value.missing) > 5, Proposal.objects.exists()) == (True, False)


def test_a_complete_file_is_proposed_once_and_leaves_the_list_on_an_agenda(session):
    project, keeper = a_project(session), make_expert(committee=session.committee).person
    proposal = proposing.propose(project)
    with pytest.raises(ValidationError) as refusal:
        proposing.propose(project)
    assert (refusal.value.code, list(proposing.proposed_to(session.committee))) == ("twice", [proposal])
    agenda.add_item(session, project, by=keeper)
    assert list(proposing.proposed_to(session.committee)) == []


def test_the_page_of_a_proposal_keeps_the_documents_of_this_group_only(client, session):
    project = a_project(session)
    other = make_project(idea=make_idea(event=make_event()), lead="max@example.org")
    mine = GroupFile.add(project.group, Accepted("devis.pdf", "pdf", b"%PDF-1.4"))
    theirs = GroupFile.add(other.group, Accepted("secret.pdf", "pdf", b"%PDF-1.4"))
    as_member(client, project.group.leads().get())
    client.post(reverse("committee:propose", args=[project.slug]), {"piece": [mine.pk, theirs.pk, "x", "9" * 30]})
    assert list(Proposal.objects.get().documents.all()) == [mine]


def test_the_slot_is_told_once_with_its_calendar(item):
    now = timezone.now()
    assert [telling_bearers.queue_due(now=now), telling_bearers.queue_due(now=now)] == [1, 0]
    [mail] = told()
    assert (mail.to, edition(mail)) == ("lea@example.org", ("PUBLISH", 0, item.session.starts_at))


def test_a_moved_session_is_told_once_with_the_next_edition(item):
    telling_bearers.queue_due(now=timezone.now())
    Message.objects.update(status=Message.Status.SENT, sent_at=timezone.now())
    later = item.session.starts_at + timedelta(hours=2)
    Session.objects.update(starts_at=later, closes_at=later + timedelta(hours=2))
    for _run in range(2):
        telling_bearers.queue_due(now=timezone.now())
    assert [edition(mail)[:2] for mail in told()] == [("PUBLISH", 0), ("PUBLISH", 1)]
    assert edition(told()[1])[2] == later


def test_what_has_not_left_is_replaced_by_what_holds(item):
    telling_bearers.queue_due(now=timezone.now())
    Session.objects.update(place="Salle du bas")
    telling_bearers.queue_due(now=timezone.now())
    assert [mail.status for mail in told()] == [Message.Status.WITHDRAWN, Message.Status.QUEUED]


def test_nothing_is_told_at_night_nor_before_the_experts_are_invited(item):
    with time_machine.travel("2026-03-10T22:00+01:00", tick=False):
        assert telling_bearers.queue_due(now=timezone.now()) == 0
    Session.objects.update(status=Session.Status.DRAFT)
    assert telling_bearers.queue_due(now=timezone.now()) == 0


def test_a_withdrawn_file_leaves_the_calendar_and_comes_back_with_a_later_edition(item):
    keeper = make_expert(committee=item.session.committee).person
    telling_bearers.queue_due(now=timezone.now())
    Message.objects.update(status=Message.Status.SENT, sent_at=timezone.now())
    agenda.withdraw(item, why="Un devis manque", by=keeper)
    AgendaItem.objects.update(status=AgendaItem.Status.LISTED)
    telling_bearers.queue_due(now=timezone.now())
    assert [edition(mail)[:2] for mail in told()] == [("PUBLISH", 0), ("CANCEL", 1), ("PUBLISH", 2)]


def test_the_presenter_is_told_when_nobody_bears_the_project(item):
    handing.end_bearing(item.project.bearer, why="")
    member = make_member(group=item.project.group, email="paul@example.org")
    handing.accept(handing.ask_to_bear(item.project, member, kind=Bearing.Kind.PRESENTER))
    Message.objects.all().delete()
    telling_bearers.queue_due(now=timezone.now())
    assert [mail.to for mail in told()] == ["paul@example.org"]


def test_a_bearer_who_leaves_gives_way_to_whoever_presents_it(client, item):
    telling_bearers.queue_due(now=timezone.now())
    lead = item.project.group.leads().get()
    member = make_member(group=item.project.group, email="paul@example.org")
    handing.accept(handing.ask_to_bear(item.project, member, kind=Bearing.Kind.PRESENTER))
    lead.leave()
    page = as_member(client, member).get(reverse("committee:project", args=[item.project.slug]))
    assert (page.status_code, page.context["presenter"].membership) == (200, member)
    telling_bearers.queue_due(now=timezone.now())
    assert told()[-1].to == "paul@example.org"


@pytest.mark.parametrize("stop", [moving.suspend, moving.abandon])
def test_a_project_that_stops_amid_a_session_is_withdrawn_and_its_group_reads_it_in_one_mail(item, stop):
    telling_bearers.queue_due(now=timezone.now())
    Message.objects.all().delete()
    stop(item.project, why="Plus personne pour le porter")
    item.refresh_from_db()
    assert item.status == AgendaItem.Status.WITHDRAWN
    assert Project.objects.get().stage in (Stage.SUSPENDED, Stage.ABANDONED)
    [mail] = Message.objects.all()
    assert mail.kind == "project-stopped"
    assert "Le comité d’experts n’a plus son dossier à son ordre du jour. Rien n’est effacé" in mail.text
    [calendar] = mail.attachments
    assert "method=CANCEL" in calendar["type"]


def test_what_the_committee_reads_cannot_be_merged(item):
    target = a_project(item.session)
    with pytest.raises(ValidationError) as refusal:
        moving.merge(item.project, target, why="Même idée")
    assert refusal.value.code == "committee"


def test_questions_arrive_together_and_once(item):
    experts = [make_expert(committee=item.session.committee) for _number in range(2)]
    for number, expert in enumerate(experts):
        asking.ask(item, expert=expert, text=f"Question {number} ?")
    assert telling_bearers.queue_questions(now=timezone.now()) == 0  # an expert goes on reading
    later = timezone.now() + timedelta(hours=2)
    assert [telling_bearers.queue_questions(now=later), telling_bearers.queue_questions(now=later)] == [1, 0]
    [mail] = told()
    assert all(f"Question {number} ?" in mail.text for number in range(2))
    asking.ask(item, expert=experts[0], text="Encore une ?", now=later)
    assert telling_bearers.queue_questions(now=later + timedelta(hours=3)) == 0  # one mail a day (D62)
    assert telling_bearers.queue_questions(now=later + timedelta(hours=21)) == 1


def test_no_expert_is_named_to_the_bearer_and_the_answer_is_kept(client, item):
    expert = make_expert(committee=item.session.committee)
    question = asking.ask(item, expert=expert, text="Qui conduit ?")
    as_member(client, item.project.group.leads().get())
    client.post(reverse("committee:answer", args=[item.project.slug, question.pk]), {"reponse": "Nous tous"})
    question.refresh_from_db()
    page = client.get(reverse("committee:project", args=[item.project.slug])).content.decode()
    assert (question.answer, "Qui conduit ?" in page) == ("Nous tous", True)
    assert (expert.person.family_name in page, expert.person.given_name in page) == (False, False)


def test_another_member_reads_but_does_not_answer(client, item):
    question = asking.ask(item, expert=make_expert(committee=item.session.committee), text="Qui conduit ?")
    as_member(client, make_member(group=item.project.group, email="paul@example.org"))
    url = reverse("committee:answer", args=[item.project.slug, question.pk])
    assert client.get(reverse("committee:project", args=[item.project.slug])).status_code == 200
    assert client.post(url, {"reponse": "Moi"}).status_code == 403


def test_an_answer_one_second_late_is_refused_and_stays_typed(client, item):
    question = asking.ask(item, expert=make_expert(committee=item.session.committee), text="Qui conduit ?")
    as_member(client, item.project.group.leads().get())
    url = reverse("committee:answer", args=[item.project.slug, question.pk])
    with time_machine.travel(item.session.starts_at + timedelta(seconds=1), tick=False):
        answer = client.post(url, {"reponse": "Trop tard"})
    question.refresh_from_db()
    assert (answer.status_code, answer.context["typed"], question.answer) == (422, "Trop tard", "")


def test_an_expert_asks_no_more_than_can_be_answered(item):
    expert = make_expert(committee=item.session.committee)
    for number in range(asking.MOST_QUESTIONS):
        asking.ask(item, expert=expert, text=str(number))
    with pytest.raises(ValidationError) as refusal:
        asking.ask(item, expert=expert, text="Une de plus")
    assert refusal.value.code == "many"


def test_a_stranger_reads_nothing_of_it(client, item):
    addresses = [reverse(f"committee:{name}", args=[item.project.slug]) for name in ("project", "propose")]
    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_where_the_file_is_costs_as_much_whatever_it_holds(client, item, django_assert_max_num_queries):
    expert = make_expert(committee=item.session.committee)
    for number in range(6):
        asking.ask(item, expert=expert, text=f"Question {number} ?")
    as_member(client, item.project.group.leads().get())
    with django_assert_max_num_queries(24):
        client.get(reverse("committee:project", args=[item.project.slug]))


def test_questions_and_files_that_nobody_presents_are_among_what_there_is_to_do(item):
    lead = item.project.group.leads().get()
    bearer, keeper = make_person(email=lead.email), make_secretary(committee=item.session.committee)
    for text in ("Qui conduit ?", "Où ?"):
        asking.ask(item, expert=make_expert(committee=item.session.committee), text=text)
    asked = [(duty.title, duty.when) for duty in duties(bearer, timezone.now())]
    assert asked == [
        ("«\u00a0Chauffeurs-voisins\u00a0»\u00a0: 2 questions des expertes et des experts", item.session.starts_at)
    ]
    assert list(duties(keeper, timezone.now())) == []
    handing.end_bearing(item.project.bearer, why="")
    assert [duty.url for duty in duties(keeper, timezone.now())] == [
        reverse("committee:session", args=[item.session_id])
    ]


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_mornings_begin_at_eight_also_when_the_clocks_change(item, day):
    starts_at = datetime.fromisoformat(f"{day}T18:00").replace(tzinfo=ZoneInfo("Europe/Paris"))
    Session.objects.update(starts_at=starts_at, closes_at=starts_at + timedelta(hours=2))
    told_at = [telling_bearers.queue_due(now=starts_at.replace(hour=hour, minute=59 * (hour == 7))) for hour in (7, 8)]
    assert (told_at, edition(told()[0])[2]) == ([0, 1], starts_at)
