"""The undertaking, the list of links, the declaration page and the chair's page of recusals (D25, D56)."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.utils import timezone

from config import duties, forgetting
from members.models import Person
from projects.committee import declaring, duties_interests
from projects.committee.freezing import content_of_file
from projects.committee.models import (
    Committee,
    CommitteeFile,
    Declaration,
    DeclarationStep,
    Expert,
    FileReading,
    InterestsConfirmation,
    Session,
    StandingInterest,
    Undertaking,
)
from projects.committee.models.vote import cast_vote
from tests.factories import (
    make_agenda_item,
    make_committee,
    make_expert,
    make_person,
    make_secretary,
    make_session,
    undertake,
)
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    item = make_agenda_item(session=make_session(committee=make_committee(), status=Session.Status.OPEN))
    item.project.summary = "Trois communes"
    CommitteeFile.objects.create(item=item, content=content_of_file(item), sha256="a" * 64)
    return item


@pytest.fixture
def expert(item):
    return make_expert(committee=item.session.committee)


def at(name, pk):
    pages = {
        "file": "dossiers/{}/", "declaration": "dossiers/{}/declaration/", "undertaking": "engagement/{}/",
        "interests": "liens/{}/", "recusals": "seances/{}/deports/", "files": "seances/{}/mes-dossiers/",
    }  # fmt: skip
    return "/comite/" + pages[name].format(pk)


def test_d25_the_mail_s_link_leads_to_the_undertaking_then_the_declaration_then_the_file(client, item, expert):
    sign_in(client, expert.person)
    file, declaration, undertaking = at("file", item.pk), at("declaration", item.pk), at("undertaking", expert.pk)
    assert unquote(client.get(file).url) == f"{undertaking}?next={file}"
    said = {"next": file, "answer": "accept"}
    assert (client.post(undertaking, said).status_code, Undertaking.objects.count()) == (422, 0)
    assert client.post(undertaking, {**said, "accept": "1"}).url == file
    kept = Undertaking.objects.get()
    assert (kept.version, kept.is_accepted, kept.text.count("\n")) == ("comite-26-11", True, 4)
    assert client.get(file).url == declaration
    shown = client.get(declaration).content.decode()
    assert ("Chauffeurs-voisins" in shown, "Trois communes" in shown) == (True, False)
    assert client.post(declaration, {"answer": "free"}).url == file
    assert ("Trois communes" in client.get(file).content.decode(), FileReading.objects.count()) == (True, 1)


def test_undertaking_refused_keeps_every_file_closed_and_may_become_a_yes(client, item, expert):
    sign_in(client, expert.person)
    page = at("undertaking", expert.pk)
    assert client.post(page, {"answer": "refuse"}).url == "/comite/"
    assert unquote(client.get(at("declaration", item.pk)).url) == f"{page}?next={at('declaration', item.pk)}"
    assert client.post(at("declaration", item.pk), {"answer": "free"}).url == page
    assert client.post(page, {"answer": "accept", "accept": "1", "next": "https://ailleurs.example/"}).url == "/comite/"
    assert client.post(page, {"answer": "refuse"}).status_code == 422
    assert list(Undertaking.objects.values_list("answer", flat=True)) == ["accepted"]


def test_d25_recused_file_by_direct_address_is_refused_with_a_sentence_until_the_end(client, item, expert):
    undertake(expert)
    sign_in(client, expert.person)
    page = at("declaration", item.pk)
    refused = client.post(page, {"answer": "recuse", "recusal-reason": "other", "recusal-words": " "})
    assert (refused.status_code, Declaration.objects.count()) == (422, 0)
    assert client.post(page, {"answer": "recuse", "recusal-reason": "family"}).url == at("files", item.session_id)
    for address in ("", "dossier.pdf", "avis/", "voter/"):
        found = client.get(f"{at('file', item.pk)}{address}")
        assert (found.status_code, "vous avez dit vous retirer de ce dossier" in found.content.decode()) == (403, True)
    assert client.post(page, {"answer": "free"}).status_code == 422  # the other tab
    assert FileReading.objects.count() == 0


def test_d25_a_recused_chair_finds_no_other_door_to_the_file(client, item):
    chair = undertake(make_expert(committee=item.session.committee, office="chair"))
    declaring.recuse(item, chair, reason="professional", by=chair.person)
    assert sign_in(client, chair.person).get(at("file", item.pk)).status_code == 403
    type(chair).objects.filter(pk=chair.pk).update(until=timezone.localdate())
    assert client.get(at("file", item.pk)).status_code == 403


def test_late_recusal_says_that_the_vote_no_longer_counts(client, item, expert):
    undertake(expert)
    declaring.declare_free(item, expert)
    cast_vote(item, expert, choice="go")
    page = at("declaration", item.pk)
    assert "ne comptera plus" in sign_in(client, expert.person).get(page).content.decode()
    said = client.post(page, {"answer": "recuse", "recusal-reason": "family"}, follow=True).content.decode()
    assert "Le vote que vous aviez donné ne compte plus." in said


def test_links_are_shown_and_the_explanation_is_asked_once_they_are(client, item):
    expert = make_expert(committee=item.session.committee, person=make_person(email="a@coop.example"))
    undertake(expert)
    item.project.group.memberships.update(email="lea@coop.example")
    page = at("declaration", item.pk)
    assert "une adresse chez coop.example, comme vous" in sign_in(client, expert.person).get(page).content.decode()
    assert client.post(page, {"answer": "free"}).status_code == 422
    assert client.post(page, {"answer": "free", "free-words": "Deux services"}).status_code == 302
    keeper = make_secretary(committee=item.session.committee)
    shown = sign_in(client, keeper).get(at("recusals", item.session_id)).content.decode()
    assert "Réponse\u00a0: «\u00a0Deux services\u00a0»" in shown


def test_d25_the_chair_sets_aside_and_the_secretary_only_reads(client, item, expert):
    chair = make_expert(committee=item.session.committee, office="chair")
    keeper = make_secretary(committee=item.session.committee)
    page = at("recusals", item.session_id)
    said = {"item": item.pk, "expert": expert.pk, "reason": "family", "words": "Sa sœur"}
    assert sign_in(client, keeper).post(page, said).status_code == 403
    assert sign_in(client, chair.person).post(page, {**said, "words": ""}).status_code == 422
    elsewhere = make_agenda_item(session=make_session(committee=make_committee()))
    assert client.post(page, {**said, "item": elsewhere.pk}).status_code == 422
    assert client.post(page, said).url == page
    row = Declaration.objects.get()
    assert (row.expert, row.by_chair, row.set_by) == (expert, True, chair.person)
    lift = f"/comite/deports/{row.pk}/reprendre/"
    client.post(lift, {"why": "Trop tard"})
    assert Declaration.objects.count() == 1
    Session.objects.update(status=Session.Status.CALLED)
    assert sign_in(client, keeper).post(lift, {"why": "Pour voir"}).status_code == 403
    assert sign_in(client, chair.person).post(lift, {"why": "Autre personne"}).url == page
    assert (Declaration.objects.count(), DeclarationStep.objects.notable().count()) == (0, 2)


def test_standing_interests_are_noted_ended_and_confirmed_each_year(client, expert):
    page, now = at("interests", expert.pk), timezone.now()
    sign_in(client, expert.person)
    said = {"kind": "mandate", "name": " La  fruitière ", "words": ""}
    assert [client.post(page, sent).status_code for sent in (said, said, {"kind": "x", "name": ""})] == [302, 422, 422]
    interest = StandingInterest.objects.get()
    assert interest.name == "La fruitière"
    assert list(InterestsConfirmation.objects.experts_due(now)) == [expert]
    for _click in range(2):
        client.post(f"{page}confirmer/")
    assert InterestsConfirmation.objects.count() == 1
    assert list(InterestsConfirmation.objects.experts_due(now)) == []
    assert list(InterestsConfirmation.objects.experts_due(now + timedelta(days=366))) == [expert]
    client.post(f"{page}{interest.pk}/terminer/")
    assert StandingInterest.objects.standing().count() == 0
    assert sign_in(client, make_person()).get(page).status_code == 404


def test_duties_of_an_expert_lead_to_the_undertaking_the_list_and_the_files(item, expert):
    now = timezone.now()
    urls = [duty.url for duty in duties.gather(expert.person, now=now)]
    pages = [at("files", item.session_id), at("interests", expert.pk), at("undertaking", expert.pk)]
    assert sorted(urls) == sorted(pages)
    undertake(expert)
    InterestsConfirmation.objects.confirm(expert)
    declaring.recuse(item, expert, reason="family", by=expert.person)
    assert duties.gather(expert.person, now=now) == []


@pytest.mark.once
def test_duties_of_an_expert_cost_the_same_for_one_committee_and_three(django_assert_num_queries):
    person = make_person()
    for number in range(3):
        undertake(make_expert(committee=make_committee(), person=person))
        for committee in Committee.objects.all():
            make_agenda_item(session=make_session(committee=committee))
        reader = Person.objects.get(pk=person.pk)  # who remembers nothing
        with django_assert_num_queries(12):
            told = [duty.title for duty in duties_interests.duties(reader, timezone.now())]
        assert told.count("Comité d’experts\u00a0: un dossier vous attend") == (number + 1) * (number + 2) // 2


def test_an_undertaking_refused_is_a_call_to_make_for_who_keeps_the_committee(item, expert):
    keeper = make_secretary(committee=item.session.committee)
    Undertaking.objects.answer(expert, accepted=False)
    said = "Appeler Camille Renaud, qui a refusé l’engagement de confidentialité"
    assert [duty.title for duty in duties_interests.duties(keeper, timezone.now())] == [said]
    undertake(expert)
    assert list(duties_interests.duties(keeper, timezone.now())) == []


def test_an_expert_out_of_term_reads_that_it_is_over(client, item, expert):
    undertake(expert)
    declaring.declare_free(item, expert)
    Expert.objects.filter(pk=expert.pk).update(until=timezone.localdate())
    sign_in(client, expert.person)
    answers = [client.get(at(name, expert.pk)).status_code for name in ("undertaking", "interests")]
    assert answers == [403, 403]
    for name, pk in (("file", item.pk), ("declaration", item.pk), ("files", item.session_id)):
        found = client.get(at(name, pk))
        assert (found.status_code, "Votre mandat au comité est terminé" in found.content.decode()) == (403, True)


def test_d58_erasing_an_expert_keeps_the_recusal_and_forgets_the_words(item, expert):
    undertake(expert)
    StandingInterest.objects.note(expert, kind="close", name="Odile Vuillet")
    declaring.recuse(item, expert, reason="other", words="Ma sœur", by=expert.person)
    told = forgetting.export(expert.person)
    assert [row["words"] for row in told["committee_declarations"]] == ["Ma sœur"]
    assert [row["name"] for row in told["committee_interests"]] == ["Odile Vuillet"]
    forgetting.erase(expert.person)
    row = Declaration.objects.select_related("expert").get()
    assert (str(row.expert), row.reason, row.words, row.proposed) == ("Ancien membre", "other", "", [])
    assert (StandingInterest.objects.count(), DeclarationStep.objects.get().words) == (0, "")
