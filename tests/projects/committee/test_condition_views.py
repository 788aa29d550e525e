"""Pages of conditions: the group's, the committee's, the short vote; coming back after a no go (D30, D32)."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from projects import moving, returning
from projects.committee import duties_conditions, lifting
from projects.committee.forms.conditions import AnswerForm
from projects.models import Condition, Decision, Stage
from tests.factories import (
    make_agenda_item,
    make_committee,
    make_decision,
    make_expert,
    make_organiser,
    make_person,
    make_secretary,
    make_session,
)
from tests.projects.committee.ballots import mailed_code
from tests.signing import sign_in

PDF = b"%PDF-1.4 un bail"


@pytest.fixture
def cast(db, client):
    """A conditional go with its chair, its secretary and who leads the group, signed in as the last."""
    committee = make_committee()
    chair = make_expert(committee=committee, office="chair").person
    item = make_agenda_item(session=make_session(committee=committee))
    project = item.project
    item.delete()
    decision = make_decision(project=project)
    lead = make_person(email="lea@example.org")
    return {
        "committee": committee, "chair": chair, "project": project, "condition": decision.conditions.get(),
        "secretary": make_secretary(committee=committee), "lead": lead, "client": sign_in(client, lead),
    }  # fmt: skip


def test_the_group_sends_words_a_link_or_a_file_and_nothing_typed_is_lost(cast):
    client, project, condition = cast["client"], cast["project"], cast["condition"]
    page = reverse("committee:project_conditions", args=[project.slug])
    send = reverse("committee:proof_send", args=[project.slug, condition.pk])
    name = f"c{condition.pk}"
    assert client.get(page).status_code == 200
    wrong = SimpleUploadedFile("bail.exe", b"MZ")
    refused = client.post(send, {f"{name}-words": "Voici le bail", f"{name}-file": wrong})
    assert (refused.status_code, "Voici le bail" in refused.content.decode()) == (422, True)
    assert client.post(send, {f"{name}-words": " "}).status_code == 422
    tapped = [client.post(send, {f"{name}-words": "Bientôt"}).status_code for _ in range(2)]
    assert (tapped, condition.proofs.count()) == ([302, 302], 1)
    good = SimpleUploadedFile("bail.pdf", PDF, content_type="application/pdf")
    sent = client.post(
        send, {f"{name}-words": "Voici le bail", f"{name}-link": "example.org/bail", f"{name}-file": good}
    )
    assert sent.status_code == 302
    proof = condition.proofs.first()
    assert (proof.words, proof.link, proof.name) == ("Voici le bail", "https://example.org/bail", "bail.pdf")
    answer = client.get(reverse("committee:proof_file", args=[project.slug, proof.key]))
    assert (b"".join(answer.streaming_content), answer["X-Content-Type-Options"]) == (PDF, "nosniff")
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_proof_is_read_by_who_keeps_the_committee_and_by_no_other(cast, client):
    condition = cast["condition"]
    proof = lifting.send_proof(condition, words="Signé")
    pages = [reverse("committee:condition_list"), reverse("committee:condition", args=[condition.pk])]
    people = {
        "secretary": cast["secretary"], "chair": cast["chair"],
        "expert": make_expert(committee=cast["committee"]).person,
        "organiser": make_organiser(territory=cast["committee"].territory), "lead": cast["lead"],
        "elsewhere": make_secretary(committee=make_committee()),
    }  # fmt: skip
    found = {who: [sign_in(client, person).get(page).status_code for page in pages] for who, person in people.items()}
    assert found == {
        "secretary": [200, 200], "chair": [200, 200], "expert": [403, 403], "organiser": [404, 404], "lead": [404, 404],
        "elsewhere": [200, 404],
    }  # fmt: skip
    shown = sign_in(client, cast["secretary"]).get(pages[1]).content.decode()
    assert proof.words in shown


def test_the_chair_lifts_from_the_page_and_a_refused_act_keeps_what_was_typed(cast, client):
    condition = cast["condition"]
    lifting.send_proof(condition, words="Signé")
    sign_in(client, cast["chair"])

    def step(act, **typed):
        url = reverse("committee:condition_step", args=[condition.pk, act])
        return client.post(url, {f"{act}-{name}": value for name, value in typed.items()})

    assert step("redemander", words=" ").status_code == 422
    assert step("prolonger", due_on="2020-01-01", words="Le notaire est absent").status_code == 422
    assert step("valider", words="Bravo").status_code == 302
    assert step("valider").status_code == 422  # two windows
    assert step("rien").status_code == 404
    condition.refresh_from_db()
    cast["project"].refresh_from_db()
    assert (condition.is_lifted, cast["project"].open_conditions) == (True, 0)


def test_the_list_narrows_and_its_file_says_the_same(cast, client):
    sign_in(client, cast["secretary"])
    Condition.objects.filter(pk=cast["condition"].pk).update(due_on=timezone.localdate() - timedelta(days=1))
    counts = {
        state: len(client.get(reverse("committee:condition_list"), {"etat": state}).context["page"].rows)
        for state in ("", "en-retard", "pour-moi", "lifted", "inconnu")
    }
    assert counts == {"": 1, "en-retard": 1, "pour-moi": 0, "lifted": 0, "inconnu": 1}
    answer = client.get(reverse("committee:condition_csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert (len(rows), rows[1][2]) == (2, "Trouver un local")


def test_an_expert_answers_the_short_vote_and_sees_their_own_answer_alone(cast, client):
    committee, condition = cast["committee"], cast["condition"]
    type(committee).objects.filter(pk=committee.pk).update(lifting="vote")
    lifting.accept(condition, by=cast["secretary"])
    vote = lifting.open_vote(condition.decision, closes_at=timezone.now() + timedelta(days=2), by=cast["secretary"])
    page, expert = reverse("committee:lifting_vote", args=[vote.pk]), make_expert(committee=committee)
    assert [duty.url for duty in duties_conditions.duties(expert.person, timezone.now())] == [page]
    assert sign_in(client, expert.person).post(page, {}).status_code == 422
    code = reverse("committee:lifting_code", args=[vote.pk])
    assert client.get(code)["Location"] == page  # nothing waits
    assert client.post(page, {"answer": "non"})["Location"] == code
    assert client.get(page).context["form"].initial == {}  # nothing is recorded without the code (D60)
    assert client.get(code).context["answer"] == {"term": AnswerForm.LABELS[False]}
    assert client.post(code, {"code": "abc"}).status_code == 422
    assert client.post(reverse("committee:lifting_code_again", args=[vote.pk]))["Location"] == code
    assert client.post(code, {"code": mailed_code(expert)})["Location"] == page
    assert client.post(code, {"code": "123456"})["Location"] == page
    assert client.get(page).context["form"].initial == {"answer": "non"}
    assert list(duties_conditions.duties(expert.person, timezone.now())) == []
    assert sign_in(client, cast["secretary"]).post(page, {"answer": "oui"}).status_code == 403
    assert client.get(code).status_code == 403
    assert client.get(page).context["form"].initial == {}
    assert [sign_in(client, cast["lead"]).get(one).status_code for one in (page, code)] == [404, 404]


def test_only_who_looks_after_it_agrees_to_be_called_and_the_call_shows_the_number(cast, client):
    project, condition = cast["project"], cast["condition"]
    member = project.group.memberships.get()
    type(member).objects.filter(pk=member.pk).update(phone="+33612345678")
    agree = reverse("committee:call_agree", args=[project.slug, condition.pk])
    assert client.post(agree, {"appel": "oui"}).status_code == 403  # nobody is named yet
    past = timezone.localdate() - timedelta(days=1)
    Condition.objects.filter(pk=condition.pk).update(in_charge=member, due_on=past)
    assert client.post(agree, {"appel": "oui"}).status_code == 302
    condition = Condition.objects.get(pk=condition.pk)
    lifting.say_overdue(condition, now=timezone.now())
    [duty] = duties_conditions.duties(cast["secretary"], timezone.now())
    assert "06 12 34 56 78" in duty.why
    client.post(agree, {"appel": "non"})
    [duty] = duties_conditions.duties(cast["secretary"], timezone.now())
    assert "06 12 34 56 78" not in duty.why


def test_the_next_agenda_proposes_a_late_condition_and_takes_its_project_d30(cast, client):
    past = timezone.localdate() - timedelta(days=1)
    Condition.objects.filter(pk=cast["condition"].pk).update(due_on=past)
    lifting.say_overdue(Condition.objects.get(), now=timezone.now())
    session = make_session(committee=cast["committee"], status="draft")
    page = reverse("committee:item_add", args=[session.pk])
    shown = sign_in(client, cast["secretary"]).get(page)
    assert [project for project, _conditions in shown.context["late"]] == [cast["project"]]
    assert client.post(page, {"projet": cast["project"].pk}).status_code == 302
    assert [item.project for item in session.items.listed()] == [cast["project"]]
    assert client.get(page).context["late"] == []


@pytest.mark.django_db
def test_a_no_go_comes_back_with_new_elements_once_its_months_have_passed_d32(client):
    committee = make_committee()
    item = make_agenda_item(session=make_session(committee=committee))
    project = item.project
    item.delete()
    today = timezone.localdate()
    decision = make_decision(project=project, outcome="no_go", return_from=today + timedelta(days=60))
    project.refresh_from_db()
    missing = [len(returning.may_return(project, on=day)) for day in (today, decision.return_from)]
    assert (project.stage, missing) == (Stage.MODELLED, [2, 1])
    page = reverse("projects:come_back", args=[project.slug])
    sign_in(client, make_person(email="lea@example.org"))
    assert client.post(page, {"text": "  "}).status_code == 422
    assert client.post(page, {"text": "Deux communes ont signé."}).status_code == 302
    assert returning.may_return(project, on=decision.return_from) == []
    assert returning.new_elements_of(project).text == "Deux communes ont signé."


@pytest.mark.django_db
def test_deferrals_are_counted_in_a_row_and_the_third_session_decides_d30():
    item = make_agenda_item(session=make_session(committee=make_committee()))
    project, found = item.project, []
    item.delete()
    for outcome in ("deferral", "deferral", "no_go", "deferral"):
        make_decision(project=project, outcome=outcome)
        found.append((returning.deferrals_of(project), returning.is_third_session(project)))
        project.refresh_from_db()
        type(project).objects.filter(pk=project.pk).update(stage=Stage.IN_COMMITTEE, came_from="")
    assert found == [(1, False), (2, True), (0, False), (1, False)]
    assert Decision.objects.count() == 4


@pytest.mark.django_db
def test_a_deferred_project_is_taken_up_again_a_green_light_waits_where_it_was(client):
    item = make_agenda_item(session=make_session(committee=make_committee()))
    project = item.project
    item.delete()
    make_decision(project=project, outcome="deferral")
    project.refresh_from_db()
    page = reverse("projects:come_back", args=[project.slug])
    assert sign_in(client, make_person(email="lea@example.org")).get(page).status_code == 200
    assert client.post(page, {"text": "Le prix est revu."}).status_code == 302
    assert (project.stage, client.post(reverse("projects:resume", args=[project.slug])).status_code) == (
        "postponed",
        302,
    )
    project.refresh_from_db()
    assert (project.stage, returning.new_elements_of(project).text) == (Stage.MODELLED, "Le prix est revu.")
    type(project).objects.filter(pk=project.pk).update(stage=Stage.IN_COMMITTEE)
    make_decision(project=project)
    moving.suspend(project, why="L’hiver.")
    moving.resume(project)
    assert (project.stage, project.open_conditions) == (Stage.IN_COMMITTEE, 1)


@pytest.mark.once
@pytest.mark.django_db
def test_pages_of_conditions_cost_the_same_whatever_was_asked_and_sent(client):
    found = []
    for number in (1, 5):
        committee = make_committee(lifting="vote")
        item = make_agenda_item(session=make_session(committee=committee))
        project = item.project
        item.delete()
        decision, secretary = make_decision(project=project, conditions=number), make_secretary(committee=committee)
        lead, expert = project.group.memberships.get(), make_expert(committee=committee)
        for condition in decision.conditions.all():
            for words in ("Un début", "La suite"):
                lifting.send_proof(condition, words=words, membership=lead)
            lifting.accept(condition, by=secretary)
        vote = lifting.open_vote(decision, closes_at=timezone.now() + timedelta(days=2), by=secretary)
        pages = {
            reverse("committee:condition_list"): secretary,
            reverse("committee:condition", args=[condition.pk]): secretary,
            reverse("committee:project_conditions", args=[project.slug]): make_organiser(territory=committee.territory),
            reverse("committee:lifting_vote", args=[vote.pk]): expert.person,
        }
        found.append([_statements(client, page, person) for page, person in pages.items()])
    assert found[0] == found[1]


def _statements(client, page, person):
    sign_in(client, person)
    with CaptureQueriesContext(connection) as statements:
        assert client.get(page).status_code == 200
    return len(statements)
