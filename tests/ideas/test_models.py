import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from events.models import Event
from ideas.models import Idea, Report
from outbox.models import Message
from tests.factories import make_event, make_idea, make_organiser, make_person

pytestmark = pytest.mark.django_db

SUBMITTED, ACCEPTED, REFUSED = Idea.Status.SUBMITTED, Idea.Status.ACCEPTED, Idea.Status.REFUSED


def kinds(idea):
    return [step.kind for step in idea.steps.order_by("pk")]


def waiting_mails():
    return list(Message.objects.waiting().order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def event():
    return make_event()


@pytest.fixture
def organiser(event):
    return make_organiser(territory=event.territory)


def test_accept_shows_the_idea_and_tells_its_author_once(event, organiser):
    idea = make_idea(event=event, status=SUBMITTED, author_email="nadia@example.org")

    idea.accept(by=organiser)

    assert (idea.status, kinds(idea), waiting_mails()) == (ACCEPTED, ["accepted"], ["idea-accepted"])
    with pytest.raises(ValidationError):
        idea.accept(by=organiser)


def test_refuse_keeps_the_reason_and_tells_it(event, organiser):
    """D15, D18."""
    idea = make_idea(event=event, status=SUBMITTED, author_email="nadia@example.org")

    idea.refuse(by=organiser, reason="advertising")

    assert (idea.status, idea.refusal, kinds(idea)) == (REFUSED, "advertising", ["refused"])
    assert "publicité" in Message.objects.get().text


def test_refuse_needs_a_listed_reason(event, organiser):
    idea = make_idea(event=event, status=SUBMITTED)
    with pytest.raises(ValidationError):
        idea.refuse(by=organiser, reason="je n’aime pas")
    idea.refresh_from_db()
    assert idea.status == SUBMITTED


def test_reopen_takes_back_the_mail_that_has_not_left(event, organiser):
    idea = make_idea(event=event, status=SUBMITTED, author_email="nadia@example.org")
    idea.refuse(by=organiser, reason="duplicate")

    idea.reopen(by=organiser)

    assert (idea.status, idea.refusal, waiting_mails()) == (SUBMITTED, "", [])


def test_each_refusal_is_told_and_only_the_last_answer_leaves(event, organiser):
    idea = make_idea(event=event, status=SUBMITTED, author_email="nadia@example.org")
    idea.accept(by=organiser)
    idea.refuse(by=organiser, reason="off_topic")
    assert waiting_mails() == ["idea-refused"]

    idea.resubmit(title="Mieux dit")
    assert waiting_mails() == []

    idea.refuse(by=organiser, reason="off_topic")
    assert (waiting_mails(), kinds(idea)) == (["idea-refused"], ["accepted", "refused", "resubmitted", "refused"])


def test_take_down_leaves_the_wall_and_stays_in_the_list(event, organiser):
    """D15."""
    idea = make_idea(event=event)

    idea.take_down(by=organiser)
    assert (list(Idea.objects.on_wall()), list(Idea.objects.listed())) == ([], [idea])

    idea.put_back(by=organiser)
    assert list(Idea.objects.on_wall()) == [idea]


def test_moderation_after_shows_at_once_where_the_event_says_so():
    """D15: each event has its own rule for wall and list."""
    wall = make_idea(event=make_event(wall_moderation=Event.Moderation.AFTER), status=SUBMITTED)
    listed = make_idea(event=make_event(list_moderation=Event.Moderation.AFTER), status=SUBMITTED)
    make_idea(event=make_event(), status=SUBMITTED)

    assert (list(Idea.objects.on_wall()), list(Idea.objects.listed())) == ([wall], [listed])


def test_complete_with_new_words_is_read_again(event):
    idea = make_idea(event=event)

    idea.complete(seeks_bearer=True)
    assert (idea.status, idea.seeks_bearer) == (ACCEPTED, True)

    idea.complete(audience="Les familles", title="Le chauffeur-voisine")
    assert (idea.status, idea.folded, kinds(idea)) == (SUBMITTED, "le chauffeur-voisine", ["completed"] * 2)


def test_new_name_is_read_again_and_a_name_taken_away_is_not(event):
    idea = make_idea(event=event, author_name="Nadia")

    idea.complete(author_name="")
    assert idea.status == ACCEPTED

    idea.complete(author_name="Achetez mes tapis")
    assert idea.status == SUBMITTED


def test_complete_is_not_possible_once_refused(event, organiser):
    idea = make_idea(event=event)
    idea.refuse(by=organiser, reason="personal")
    with pytest.raises(ValidationError):
        idea.complete(need="Autrement")


def test_withdraw_hides_the_idea_and_the_name(event):
    """D14."""
    idea = make_idea(event=event, author_name="Nadia")
    idea.show_name(True)
    idea = Idea.objects.get(pk=idea.pk)
    assert idea.shown_author == "Nadia"

    idea.withdraw()

    idea = Idea.objects.get(pk=idea.pk)
    assert (idea.status, idea.author_name, idea.shown_author) == (Idea.Status.WITHDRAWN, "", "")
    with pytest.raises(ValidationError):
        idea.withdraw()


def test_show_name_withdrawn_hides_at_once_and_keeps_the_record(event):
    """D14, D56."""
    idea = make_idea(event=event, author_name="Nadia")
    idea.show_name(True)
    idea.show_name(True)

    idea.show_name(False)

    idea = Idea.objects.get(pk=idea.pk)
    assert idea.shown_author == ""
    assert [(c.purpose, c.withdrawn_at is not None) for c in idea.consents.all()] == [("name_shown", True)]


def test_follow_sends_the_receipt_once_per_address(event):
    """D11."""
    idea = make_idea(event=event)

    idea.follow("Nadia@example.org")
    idea.follow("nadia@example.org")

    message = Message.objects.get()
    assert (message.to, message.kind) == ("nadia@example.org", "idea-received")
    assert idea.open_url() in message.text


def test_refuse_closes_its_reports(event, organiser):
    idea = make_idea(event=event)
    Report.objects.create(idea=idea, reason="Une adresse privée")
    assert list(Idea.objects.reported()) == [idea]

    idea.refuse(by=organiser, reason="personal")

    assert list(Idea.objects.reported()) == []


def test_opened_by_an_address_needs_the_person_who_proved_it(event):
    """D65."""
    idea = make_idea(event=event, author_email="Nadia@example.org")
    make_idea(event=event)

    assert list(Idea.objects.opened_by(make_person(email="nadia@example.org"), subjects=[])) == [idea]
    assert list(Idea.objects.opened_by(make_person(), subjects=["abc"])) == []


@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_once_act_once():
    event = make_event()
    idea = make_idea(event=event, status=SUBMITTED, author_email="nadia@example.org")
    organisers = [make_organiser(territory=event.territory) for _ in range(2)]
    done, refused, ready = [], [], threading.Barrier(2)

    def tap(person, verb):
        ready.wait()
        try:
            verb(Idea.objects.get(pk=idea.pk), person)
            done.append(person)
        except ValidationError:
            refused.append(person)
        finally:
            connection.close()

    def verb(found, person):
        found.accept(by=person)

    threads = [threading.Thread(target=tap, args=(person, verb)) for person in organisers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(done), len(refused), kinds(idea), Message.objects.count()) == (1, 1, ["accepted"], 1)
