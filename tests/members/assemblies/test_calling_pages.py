"""Pages of a call: the board prepares, members read and answer, for the right one and by their own link (D41, D45)."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from members.assemblies import calling
from members.assemblies.access import link_of
from members.assemblies.models import Assembly, Document
from tests.cast_of_cooperatives import make_assembly, make_cooperative, make_cooperator, make_keeper, make_resolution
from tests.factories import make_person
from tests.signing import sign_in

PDF = b"%PDF-1.4\ncomptes"

pytestmark = pytest.mark.django_db


@pytest.fixture
def cooperative():
    found = make_cooperative(weights={})
    make_cooperator(cooperative=found, email="aline@example.org", notices_by_mail_since=date(2025, 1, 1))
    return found


@pytest.fixture
def called(cooperative):
    assembly = make_assembly(cooperative=cooperative)
    make_resolution(assembly=assembly)
    calling.call(assembly, by=None)
    return assembly


def at(name, assembly, *args):
    return reverse(f"assemblies:{name}", args=[assembly.cooperative.territory.slug, assembly.pk, *args])


def test_a_board_plans_writes_and_calls(client, cooperative):
    sign_in(client, make_keeper(cooperative=cooperative))
    start = timezone.localtime() + timedelta(days=40)
    client.post(
        reverse("assemblies:new", args=[cooperative.territory.slug]),
        {"kind": "ordinary", "starts_at": start.strftime("%Y-%m-%dT18:30"), "place": "Mairie"},
    )
    assembly = Assembly.objects.get()
    words = {
        "title": "Élire",
        "text": "L’assemblée élit.",
        "choosing": "several",
        "majority": "ordinary",
        "secret": "on",
    }
    client.post(at("resolution_new", assembly), {**words, "seats": "2", "candidates": "Ana: potière\nBob\n"})
    candidates = list(assembly.resolutions.get().candidates.values_list("name", "presentation"))
    file = SimpleUploadedFile("comptes.pdf", PDF)
    client.post(at("document_add", assembly), {"file": file, "kind": "accounts"})
    response = client.post(at("call", assembly))
    assembly.refresh_from_db()
    assert (candidates, assembly.documents.get().name) == ([("Ana", "potière"), ("Bob", "")], "comptes")
    assert (response.status_code, assembly.status, assembly.notices.count()) == (302, "called", 1)
    for name in ("list",):
        assert client.get(reverse(f"assemblies:{name}", args=[cooperative.territory.slug])).status_code == 200
    for name in ("prepare", "calling", "questions", "history", "addition", "move", "cancel"):
        assert client.get(at(name, assembly)).status_code == 200


@time_machine.travel(datetime(2026, 9, 1, 10, 0, tzinfo=UTC), tick=False)
def test_a_date_too_early_is_said_on_the_page(client, cooperative):
    assembly = make_assembly(cooperative=cooperative, days=10)
    make_resolution(assembly=assembly)
    sign_in(client, make_keeper(cooperative=cooperative))
    response = client.post(at("call", assembly))
    assert response.status_code == 422
    assert "jeudi 17\xa0septembre 2026" in response.content.decode()


def test_a_second_call_is_prepared_once_the_first_meeting_is_over(client, called):
    sign_in(client, make_keeper(cooperative=called.cooperative))
    early = [client.get(at("again", called)).status_code, client.post(at("again", called)).status_code]
    Assembly.objects.filter(pk=called.pk).update(status="closed")
    late = [client.get(at("again", called)).status_code, client.post(at("again", called)).status_code]
    assert (early, late) == ([404, 404], [200, 422])


@pytest.mark.parametrize(("name", "content"), [("a.exe", b"MZ"), ("a.pdf", b"MZ..."), ("a.pdf", b"")])
def test_a_document_that_is_no_pdf_is_refused_with_what_was_typed(client, cooperative, name, content):
    assembly = make_assembly(cooperative=cooperative)
    sign_in(client, make_keeper(cooperative=cooperative))
    file = SimpleUploadedFile(name, content)
    response = client.post(at("document_add", assembly), {"file": file, "kind": "report", "name": "Rapport"})
    assert (response.status_code, Document.objects.count()) == (422, 0)
    assert 'value="Rapport"' in response.content.decode()


def test_a_member_answers_by_the_link_of_the_notice_until_the_address_changes_d64(client, called):
    member = called.cooperative.members.get()
    link = link_of(called, member)
    page = client.get(link).headers["Location"]
    assert client.get(page).status_code == 200
    client.post(reverse("assemblies:member_answer", args=[called.pk]), {"choice": "coming"})
    assert called.answers.get().choice == "coming"
    called.cooperative.members.update(email="nouvelle-deleguee@example.org")
    assert client.get(page).status_code == 302


def test_who_votes_for_two_members_says_for_whom_each_time_d41(client, called):
    person = make_person(email="aline@example.org")
    structure = make_cooperator(cooperative=called.cooperative, email="aline@example.org", organisation="Fromagerie")
    sign_in(client, person)
    url = reverse("assemblies:member_answer", args=[called.pk])
    assert (client.post(url, {"choice": "coming"}).status_code, called.answers.count()) == (422, 0)
    client.post(f"{url}?pour={structure.pk}", {"choice": "proxy"})
    assert list(called.answers.values_list("member", "choice")) == [(structure.pk, "proxy")]
    other = make_cooperator(cooperative=called.cooperative)
    assert client.post(f"{url}?pour={other.pk}", {"choice": "coming"}).status_code == 404


def test_a_draft_is_hidden_from_members(client, cooperative):
    assembly = make_assembly(cooperative=cooperative)
    sign_in(client, make_person(email="aline@example.org"))
    assert client.get(reverse("assemblies:member_assembly", args=[assembly.pk])).status_code == 404


@pytest.mark.parametrize("members", [1, 4])
def test_the_page_of_proofs_asks_the_same_number_of_questions_for_any_number_of_members(
    client, cooperative, django_assert_num_queries, members
):
    keeper = make_keeper(cooperative=cooperative)
    for _ in range(members):
        make_cooperator(cooperative=cooperative)
    assembly = make_assembly(cooperative=cooperative)
    make_resolution(assembly=assembly)
    calling.call(assembly, by=None)
    sign_in(client, keeper)
    client.get(at("calling", assembly))
    with django_assert_num_queries(10):
        client.get(at("calling", assembly))
