"""A month and three months after (D10): asked once, by day, answered by one button, until the author says stop."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from events.models import Event
from events.wording import mail_named
from ideas import duties, following, tasks
from ideas.models import FollowUp, Idea
from ideas.models.followup import Kind, plan, plan_of
from outbox.models import Message, OptOut
from outbox.topics import FOLLOW_UP
from tests.factories import make_event, make_idea, make_organiser, make_registration, make_workshop
from tests.signing import sign_in

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 9, 24, 15, 30, tzinfo=UTC)  # 17:30 in Paris, in summer time
MONTH = datetime(2026, 10, 24, 7, 0, tzinfo=UTC)  # 9:00 in Paris, in summer time
QUARTER = datetime(2026, 12, 23, 8, 0, tzinfo=UTC)  # 9:00 in Paris, in winter time: the clocks changed in between


@pytest.fixture
def event():
    return make_event(starts_at=EVENING, status=Event.Status.DONE, brand="Crépite")


@pytest.fixture
def idea(event):
    return make_idea(event=event, title="Le chauffeur-voisin", author_name="Lou", author_email="lou@example.org")


def asked_at(moment):
    """What is asked at this moment, as kinds of mails."""
    before = set(Message.objects.values_list("pk", flat=True))
    with time_machine.travel(moment, tick=False):
        tasks.queue_questions()
    return [message.kind for message in Message.objects.exclude(pk__in=before).order_by("pk")]


def answer(idea, kind, words):
    FollowUp.objects.get(idea=idea, kind=kind).reply(words, now=MONTH + timedelta(hours=3))


@pytest.mark.parametrize(
    ("starts", "days", "due"),
    [
        (EVENING, 30, MONTH),
        (EVENING, 90, QUARTER),
        (datetime(2027, 2, 27, 16, 30, tzinfo=UTC), 30, datetime(2027, 3, 29, 7, 0, tzinfo=UTC)),  # to summer time
    ],
)
def test_due_at_nine_in_paris_across_both_changes_of_clocks(starts, days, due):
    event = Event(starts_at=starts)
    assert following.moment(event, days) == due


def test_each_question_is_asked_once(idea):
    assert asked_at(MONTH - timedelta(minutes=1)) == []
    assert asked_at(MONTH) == ["follow-up-first-step"]
    assert asked_at(MONTH + timedelta(minutes=10)) == []
    assert asked_at(QUARTER) == ["follow-up-alive"]
    assert asked_at(QUARTER + timedelta(days=1)) == []


def test_nothing_at_night_nor_too_late(idea):
    assert asked_at(MONTH + timedelta(hours=12, minutes=5)) == []
    assert asked_at(MONTH + timedelta(days=7, minutes=1)) == []


def test_moved_evening_moves_its_questions(event, idea):
    Event.objects.update(starts_at=EVENING + timedelta(days=2), ends_at=EVENING + timedelta(days=2, hours=5))
    assert asked_at(MONTH) == []
    assert asked_at(MONTH + timedelta(days=2)) == []  # the day after the clocks change: 9:00 is an hour later
    assert asked_at(MONTH + timedelta(days=2, hours=1)) == ["follow-up-first-step"]


def test_authors_who_are_not_asked(event, idea):
    make_idea(event=event, title="Sans adresse")
    make_idea(event=event, title="À lire", author_email="a@example.org", status=Idea.Status.SUBMITTED)
    make_idea(event=event, title="Refusée", author_email="b@example.org", status="refused", refusal="off_topic")
    make_idea(event=event, title="Ne veut plus", author_email="c@example.org")
    OptOut.objects.create(address="c@example.org", topic=FOLLOW_UP)
    asked_at(MONTH)
    assert list(Message.objects.values_list("to", flat=True)) == ["lou@example.org"]
    assert FollowUp.objects.asked().count() == 1


def test_an_idea_that_stops_is_asked_nothing_more(idea):
    asked_at(MONTH)
    answer(idea, Kind.FIRST_STEP, "stopped")
    assert asked_at(QUARTER) == []


def test_other_answers_do_not_stop_the_next_question(idea):
    asked_at(MONTH)
    answer(idea, Kind.FIRST_STEP, "yes")
    assert asked_at(QUARTER) == ["follow-up-alive"]


def test_withdrawn_idea_takes_its_question_back(idea):
    asked_at(MONTH)
    idea.withdraw()
    assert list(Message.objects.values_list("status", flat=True)) == ["withdrawn"]
    assert asked_at(QUARTER) == []


def test_settings_switch_off_and_change_days(event, idea):
    plan(event, {**plan_of(event), Kind.FIRST_STEP: (30, False), Kind.ALIVE: (60, True)})
    assert asked_at(MONTH) == []
    event = Event.objects.get()
    assert asked_at(following.moment(event, 60)) == ["follow-up-alive"]


def test_questions_carry_the_headers_of_rfc_8058(idea):
    asked_at(MONTH)
    headers = Message.objects.get().headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_answer_is_one_button_and_can_be_changed(client, idea):
    asked_at(MONTH)
    question = FollowUp.objects.get()
    with time_machine.travel(MONTH, tick=False):
        page = f"/idees/suite/{question.link()}/"
    with time_machine.travel(MONTH + timedelta(hours=1), tick=False):
        assert client.get(f"{page}?reponse=help").status_code == 200
        assert FollowUp.objects.get().answer == ""  # GET changes nothing: mail scanners follow links
        client.post(page, {"answer": "help"})
        assert FollowUp.objects.get().answer == "help"
        client.post(page, {"answer": "yes"})
        assert FollowUp.objects.get().answer == "yes"
        assert client.post(page, {"answer": "<b>"}).status_code == 302
        assert FollowUp.objects.get().answer == "yes"


def test_who_asks_for_help_is_called(client, event, idea):
    asked_at(MONTH)
    answer(idea, Kind.FIRST_STEP, "help")
    organiser = make_organiser(territory=event.territory)
    found = [duty for duty in duties.duties(organiser, MONTH) if "chauffeur" in duty.title]
    assert [(duty.title, duty.why) for duty in found] == [
        ("Aider «\u00a0Le chauffeur-voisin\u00a0», qui le demande", "Prenez contact avec Lou lou@example.org.")
    ]
    question = FollowUp.objects.get()
    assert (question.mark_helped(by=organiser), question.mark_helped(by=organiser)) == (True, False)
    assert [duty for duty in duties.duties(organiser, MONTH) if "chauffeur" in duty.title] == []


def test_organisers_read_the_answers_and_take_them_away(client, event, idea):
    other = make_idea(event=event, title="=1+1", author_email="b@example.org")
    asked_at(MONTH)
    answer(idea, Kind.FIRST_STEP, "yes")
    sign_in(client, make_organiser(territory=event.territory))
    page = client.get(f"/organiser/soirees/{event.slug}/suites/?reponse=silence")
    assert [row.idea for row in page.context["page"].rows] == [other]
    sheet = client.get(f"/organiser/soirees/{event.slug}/suites/liste.csv").content.decode("utf-8-sig")
    assert [line.split(";")[1] for line in sheet.splitlines()[1:]] == ["Le chauffeur-voisin", "'=1+1"]


def test_settings_refuse_what_is_no_number_of_days(client, event):
    sign_in(client, make_organiser(territory=event.territory))
    wrong = {"morning_days": "1", "sheets_days": "0", "first_step_days": "trente", "alive_days": "900"}
    assert client.post(f"/organiser/soirees/{event.slug}/suites/reglages/", wrong).status_code == 422
    assert plan_of(event)[Kind.SHEETS] == (7, True)


def test_sheets_of_the_table_leave_a_week_later_once(event):
    from ideas.evening import tasks as evening_tasks

    workshop, lonely = make_workshop(event=event), make_workshop(event=event)
    with time_machine.travel(EVENING - timedelta(days=2), tick=False):
        make_registration(event=event, workshop=workshop, email="venue@example.org")
        make_registration(event=event, workshop=lonely, email="sans-idee@example.org")
    make_idea(event=event, table=workshop.tables.get(), title="Le triporteur")
    for late in (timedelta(minutes=-1), timedelta(0), timedelta(minutes=10)):
        with time_machine.travel(following.moment(event, 7) + late, tick=False):
            evening_tasks.queue_week_after()
    message = Message.objects.get()
    assert (message.to, message.kind) == ("venue@example.org", "week-after-table_sheets")
    assert "Le triporteur" in message.text


def test_questions_can_be_written_in_the_words_of_the_team(event, idea):
    event.texts.create(mail="ideas/follow_up_alive", language="fr", number=1, subject="Alors ?", body="{title} ?")
    asked_at(QUARTER)
    message = Message.objects.get()
    assert (message.subject, message.text.splitlines()[0]) == ("Alors ?", "Le chauffeur-voisin ?")
    assert "/idees/suite/" in message.text
    assert mail_named("ideas/follow_up_alive").people(event).get() == idea
