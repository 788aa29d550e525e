"""The pages where the chair closes the vote, writes decisions and confirms them (D25, D29, D31)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.committee import confirming
from projects.committee.closing import close_session
from projects.committee.letters import words_of_experts
from projects.committee.models import Declaration, Expert, Opinion, Session
from projects.committee.models.vote import cast_vote
from projects.models import Decision
from tests.factories import make_agenda_item, make_committee, make_expert, make_secretary, make_session
from tests.signing import sign_in

WORDS = {"strengths": "Le lieu.", "to_work_on": "", "next_step": "", "contact": "Claire"}


@pytest.fixture
def session():
    """Open to votes, with a chair who votes, a secretary who does not, and four experts."""
    committee = make_committee()
    make_expert(committee=committee, office=Expert.Office.CHAIR)
    for _number in range(4):
        make_expert(committee=committee)
    return make_session(committee=committee, days=0, status=Session.Status.OPEN)


def chair_of(session):
    return session.committee.experts.get(office=Expert.Office.CHAIR).person


def counted(session, choices, *, closed=True):
    """A file whose experts voted so, its session closed."""
    item = make_agenda_item(session=session)
    for expert, choice in zip(session.committee.experts.order_by("pk"), choices, strict=False):
        cast_vote(item, expert, choice=choice)
    if closed:
        close_session(session, by=None, now=session.closes_at)
    item.refresh_from_db()
    return item


def url(name, thing):
    return reverse(f"committee:{name}", args=[thing.pk])


def post_words(client, item, *, act="garder", version=0, **words):
    values = {**WORDS, "reasons": "", "version": version, "acte": act, **words}
    return client.post(url("decision", item), values)


@pytest.mark.django_db
def test_only_who_chairs_closes_the_vote_once(client, session):
    item = counted(session, ["go"] * 4, closed=False)
    secretary = make_secretary(committee=session.committee)
    sign_in(client, secretary)
    assert client.post(url("session_close", session)).status_code == 403
    assert client.post(url("item_close", item)).status_code == 403
    sign_in(client, chair_of(session))
    client.post(url("item_close", item))
    client.post(url("session_close", session))
    client.post(url("session_close", session))
    session.refresh_from_db()
    assert (session.status, session.closed_by, item.closing.outcome) == ("closed", chair_of(session), "go")


@pytest.mark.django_db
def test_a_decision_is_drafted_by_the_secretary_and_confirmed_by_the_chair_d31(client, session):
    item = counted(session, ["no_go"] * 4)
    secretary = make_secretary(committee=session.committee)
    sign_in(client, secretary)
    assert post_words(client, item, reasons="Trop peu de clients.").status_code == 302
    assert post_words(client, item, act="confirmer", version=1, reasons="Non.").status_code == 403
    sign_in(client, chair_of(session))
    assert post_words(client, item, act="confirmer", version=1, reasons=" ").status_code == 422
    assert post_words(client, item, act="confirmer", version=1, reasons="Trop peu de clients.").status_code == 302
    decision = Decision.objects.get()
    assert (decision.status, decision.reasons, decision.confirmed_by) == (
        "confirmed",
        "Trop peu de clients.",
        chair_of(session),
    )
    client.post(url("decision_correct", item))
    decision.refresh_from_db()
    assert (decision.status, decision.outcome) == ("draft", "no_go")


@pytest.mark.django_db
def test_what_was_typed_in_two_windows_is_kept_in_both(client, session):
    item = counted(session, ["go"] * 4)
    sign_in(client, chair_of(session))
    post_words(client, item, reasons="Première fenêtre.")
    page = post_words(client, item, reasons="Seconde fenêtre.")
    assert page.status_code == 422
    assert [words in page.content.decode() for words in ("Première fenêtre.", "Seconde fenêtre.")] == [True, True]
    assert post_words(client, item, reasons="Seconde fenêtre.", version=1).status_code == 302


@pytest.mark.django_db
def test_no_form_changes_the_outcome_of_the_votes_d29(client, session):
    item = counted(session, ["no_go"] * 4)
    sign_in(client, chair_of(session))
    post_words(client, item, act="confirmer", reasons="Trop cher.", outcome="go", favourable="on", decision="go")
    assert Decision.objects.get().outcome == "no_go"


@pytest.mark.django_db
def test_conditions_are_written_with_a_conditional_go_d30(client, session):
    item = counted(session, ["conditional_go"] * 4)
    sign_in(client, chair_of(session))
    rows = {"conditions-TOTAL_FORMS": 1, "conditions-INITIAL_FORMS": 0}
    page = post_words(client, item, act="confirmer", reasons="Il manque un local.", **rows)
    assert page.status_code == 422
    due_on = timezone.localdate() + timezone.timedelta(days=90)
    row = {
        "conditions-0-text": "Un local",
        "conditions-0-expected_proof": "Le bail",
        "conditions-0-due_on": due_on.isoformat(),
    }
    page = post_words(client, item, act="confirmer", reasons="Il manque un local.", **rows, **row)
    assert page.status_code == 302
    assert list(Decision.objects.get().conditions.values_list("text", "due_on")) == [("Un local", due_on)]


@pytest.mark.django_db
def test_a_chair_who_stands_down_knows_nothing_and_the_secretary_confirms_d25(client, session):
    item = make_agenda_item(session=session)
    chair = session.committee.experts.get(office=Expert.Office.CHAIR)
    Declaration.objects.create(item=item, expert=chair, kind="recused", reason="family")
    for expert in session.committee.experts.exclude(pk=chair.pk):
        cast_vote(item, expert, choice="go")
    close_session(session, by=None, now=session.closes_at)
    secretary = make_secretary(committee=session.committee)
    item.refresh_from_db()
    assert (confirming.may_confirm(item, chair.person), confirming.may_confirm(item, secretary)) == (False, True)
    sign_in(client, chair.person)
    assert client.get(url("decision", item)).status_code == 403
    assert item.closing.get_outcome_display() not in client.get(url("decisions", session)).content.decode().lower()
    sign_in(client, secretary)
    assert post_words(client, item, act="confirmer").status_code == 302
    assert Decision.objects.get().status == "confirmed"


@pytest.mark.django_db
def test_who_stands_in_confirms_in_the_chairs_place_d29(session):
    item = counted(session, ["go"] * 4)
    stand_in = session.committee.experts.last()
    assert confirming.may_confirm(item, stand_in.person) is False
    session.acting_chair = stand_in
    session.save()
    item = type(item).objects.get(pk=item.pk)
    assert [confirming.may_confirm(item, one) for one in (stand_in.person, chair_of(session))] == [True, False]


@pytest.mark.django_db
def test_words_of_experts_are_read_without_names_and_votes_without_voters_d28(client, session):
    item = counted(session, ["go", "go", "no_go", "abstention"])
    for expert, words in zip(session.committee.experts.order_by("pk"), ("Solide", "Belle équipe"), strict=False):
        Opinion.objects.create(item=item, expert=expert, comment=words, private_comment="Pour moi seule")
    assert words_of_experts(item) == ["Belle équipe", "Solide"]
    sign_in(client, chair_of(session))
    page = client.get(url("decision", item)).content.decode()
    assert [words in page for words in ("Belle équipe", "Pour moi seule")] == [True, False]


@pytest.mark.django_db
def test_counts_say_the_plain_words_beside_the_term_d28(client, session):
    item = counted(session, ["go", "go", "no_go", "abstention"])
    sign_in(client, chair_of(session))
    assert client.get(url("decision", item)).context["counts"] == [
        ("Feu vert (go)", 2),
        ("Feu vert sous réserve (go sous réserve)", 0),
        ("À retravailler (ajournement)", 0),
        ("Pas retenu (no go)", 1),
        ("Abstention", 1),
    ]


@pytest.mark.django_db
def test_decisions_of_a_session_are_read_in_as_many_statements_whatever_their_number(
    client, session, django_assert_num_queries
):
    sign_in(client, chair_of(session))
    client.get(url("decisions", session))
    for files in (1, 3):
        for _number in range(files):
            counted(session, ["go"] * 4, closed=False)
        with django_assert_num_queries(9):
            client.get(url("decisions", session))
    counted(session, ["go"])
    with django_assert_num_queries(7):
        assert client.get(url("decisions", session)).status_code == 200
