"""The pages of the release: the chair acts, the secretary prepares, who stood down learns nothing before (D25, D31)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.models import Message
from projects.committee import releasing
from projects.committee.models import Call, Declaration, Expert, PaperLetter, Release
from tests.factories import make_agenda_item, make_expert, make_member, make_organiser, make_secretary, make_session
from tests.projects.committee.test_releasing import a_closed_session, add_file, run_release
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
READ = {"read": "1"}


def page(name, *args):
    return reverse(f"committee:{name}", args=args)


def a_chair(session):
    return make_expert(committee=session.committee, office=Expert.Office.CHAIR)


@pytest.mark.parametrize("files", [1, 6])
def test_pages_cost_the_same_whatever_the_number_of_files(client, django_assert_num_queries, files):
    session = a_closed_session(*["go"] * files)
    for item in session.items.all():
        make_member(group=item.project.group, email="")
    sign_in(client, a_chair(session).person)
    with django_assert_num_queries(10):
        client.get(page("release", session.pk))
    releasing.release(session, by=None, now=timezone.now())
    run_release(session)
    for name, number in (("release", 9), ("paper", 6), ("session_messages", 7)):
        with django_assert_num_queries(number):
            assert client.get(page(name, session.pk)).status_code == 200


def test_the_chair_releases_after_reading_and_the_second_click_changes_nothing(client):
    session = a_closed_session("go")
    sign_in(client, a_chair(session).person)
    assert client.post(page("release_now", session.pk)).status_code == 422
    assert not Release.objects.exists()
    answers = [client.post(page("release_now", session.pk), READ).status_code for _click in range(2)]
    assert (answers, Release.objects.count()) == ([302, 422], 1)


def test_the_secretary_sees_what_is_ready_and_does_not_release(client):
    session = a_closed_session("go")
    sign_in(client, make_secretary(committee=session.committee))
    answer = client.get(page("release", session.pk))
    assert "Tout est prêt" in answer.text
    assert page("release_now", session.pk) not in answer.text
    assert client.post(page("release_now", session.pk), READ).status_code == 403


def test_who_chairs_in_the_chairs_place_releases_and_the_chair_no_longer_does(client):
    session, chair = a_closed_session("go"), None
    chair, acting = a_chair(session), make_expert(committee=session.committee)
    session.acting_chair = acting
    session.save()
    sign_in(client, chair.person)
    assert client.post(page("release_now", session.pk), READ).status_code == 403
    sign_in(client, acting.person)
    assert client.get(page("release", session.pk)).status_code in (200, 302)  # a second factor is asked first
    assert Release.objects.count() == 0


def test_a_chair_who_stood_down_learns_the_outcome_with_everybody_d25(client):
    session = a_closed_session("no_go")
    chair = a_chair(session)
    Declaration.objects.create(item=session.items.get(), expert=chair, kind="recused", reason="family")
    sign_in(client, chair.person)
    assert "pas retenu" not in client.get(page("release", session.pk)).text.lower()
    releasing.release(session, by=None, now=timezone.now())
    assert "pas retenu" in client.get(page("release", session.pk)).text.lower()


def test_the_letter_opens_to_the_group_once_released(client):
    session = a_closed_session("deferral")
    item = session.items.get()
    other = make_agenda_item(session=make_session(committee=session.committee)).project
    address = page("letter", item.project.slug, item.pk)
    sign_in(client, make_organiser(territory=item.project.territory))
    assert client.get(address).status_code == 404
    releasing.release(session, by=None, now=timezone.now())
    assert "Ce n’est pas un refus" in client.get(address).text
    assert client.get(page("letter", other.slug, item.pk)).status_code == 404
    paper = client.get(page("letter_pdf", item.project.slug, item.pk))
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert "réponses du comité" in client.get(page("project", item.project.slug)).text


def test_letters_on_paper_are_printed_and_put_back(client):
    session = a_closed_session("go", "not_decided")
    for item in session.items.all():
        make_member(group=item.project.group, given_name="Yvette", email="")
    sign_in(client, make_secretary(committee=session.committee))
    assert client.get(page("paper_pdf", session.pk)).status_code == 404
    releasing.release(session, by=None, now=timezone.now())
    run_release(session)
    assert client.get(page("paper_pdf", session.pk)).content[:5] == b"%PDF-"
    offered = [str(pk) for pk in PaperLetter.objects.values_list("pk", flat=True)]
    for data, waiting in (({}, 2), ({"letter": offered}, 0), ({"letter": [*offered, "x"], "act": "back"}, 2)):
        client.post(page("paper_printed", session.pk), data)
        assert PaperLetter.objects.waiting().count() == waiting


def test_a_call_is_noted_once_and_only_in_its_session(client):
    session = make_session(committee=a_closed_session().committee)
    expert = make_expert(committee=session.committee)
    call = Call.objects.create(session=session, expert=expert)
    sign_in(client, make_secretary(committee=session.committee))
    assert str(expert) in client.get(page("session_messages", session.pk)).text
    elsewhere = make_session(committee=session.committee)
    assert client.post(page("call_made", elsewhere.pk, call.pk)).status_code == 404
    for _click in range(2):
        assert client.post(page("call_made", session.pk, call.pk)).status_code == 302
    call.refresh_from_db()
    assert call.made_at is not None
    assert not Call.objects.to_make().exists()


def test_messages_of_a_session_are_listed_and_no_other_ones(client):
    session = a_closed_session("go")
    other = a_closed_session(committee=session.committee)
    add_file(other, "no_go")
    releasing.release(other, by=None, now=timezone.now())
    run_release(other)
    sign_in(client, make_secretary(committee=session.committee))
    assert Message.objects.filter(kind="committee-letter").count() == 1
    assert "la réponse du comité" not in client.get(page("session_messages", session.pk)).text
    assert "la réponse du comité" in client.get(page("session_messages", other.pk)).text
