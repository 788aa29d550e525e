"""The page of a frozen file, its PDF, its documents; every reading noted (D24, D25, D60)."""

import pytest
from django.test import Client
from django.urls import reverse

from ideas.groups.checking_files import Accepted
from ideas.groups.models import GroupFile
from projects.committee import asking, declaring, freezing
from projects.committee.models import FileReading, Proposal, Question, Session
from tests.factories import make_agenda_item, make_committee, make_expert, make_secretary, make_session, undertake
from tests.projects.filling import fill
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
LONG = "x" * 900


@pytest.fixture
def item():
    item = make_agenda_item(session=make_session(committee=make_committee()))
    fill(item.project, "forecast")
    GroupFile.add(item.project.group, Accepted("devis.pdf", "pdf", b"%PDF-1.4 devis"))
    Proposal.objects.create(project=item.project).documents.set(GroupFile.objects.all())
    freezing.freeze(item, by=None)
    return item


@pytest.fixture
def expert(item):
    expert = undertake(make_expert(committee=item.session.committee))
    declaring.declare_free(item, expert)
    return expert


def url(name, item, *args):
    return reverse(f"committee:{name}", args=[item.pk, *args])


def readings():
    return list(FileReading.objects.order_by("pk").values_list("expert", "what", "document"))


def test_each_opening_of_page_pdf_and_document_is_noted(client, item, expert):
    sign_in(client, expert.person)
    document = item.file.documents.get()
    answers = [
        client.get(url("file", item)),
        client.get(url("file_pdf", item)),
        client.get(url("file_document", item, document.key)),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert (answers[1].content[:5], b"".join(answers[2].streaming_content)) == (b"%PDF-", b"%PDF-1.4 devis")
    assert readings() == [(expert.pk, "page", ""), (expert.pk, "pdf", ""), (expert.pk, "document", "devis.pdf")]


def test_a_recused_expert_reads_nothing_by_direct_address(client, item, expert):
    declaring.recuse(item, expert, reason="family", by=expert.person)
    sign_in(client, expert.person)
    addresses = [
        url("file", item), url("file_pdf", item), url("file_document", item, item.file.documents.get().key),
    ]  # fmt: skip
    assert [client.get(address).status_code for address in addresses] == [403, 403, 403]
    assert (client.post(url("file_ask", item), {"question": "?"}).status_code, readings()) == (403, [])


def test_a_recused_chair_sees_neither_copy_nor_readings(client, item):
    chair = undertake(make_expert(committee=item.session.committee, office="chair"))
    sign_in(client, chair.person)
    before = client.get(url("copy", item)).status_code
    declaring.recuse(item, chair, reason="family", by=chair.person)
    assert (before, client.get(url("copy", item)).status_code) == (200, 403)


def test_who_keeps_the_committee_reads_and_is_noted_too(client, item):
    keeper = make_secretary(committee=item.session.committee)
    sign_in(client, keeper)
    client.get(url("file", item))
    page = client.get(url("copy", item))
    assert (readings(), page.context["page"].rows[0].person) == ([(None, "page", "")], keeper)


def test_page_and_copy_cost_as_much_whatever_they_hold(item, expert, django_assert_max_num_queries):
    client, other = (
        sign_in(Client(), expert.person),
        sign_in(Client(), make_secretary(committee=item.session.committee)),
    )
    for number in range(8):
        asking.ask(item, expert=expert, text=f"Question {number} {LONG}")
    for _number in range(30):
        FileReading.objects.create(file=item.file, expert=expert, person=expert.person, sha256=item.file.sha256)
    with django_assert_max_num_queries(22):
        client.get(url("file", item))
    with django_assert_max_num_queries(22):
        other.get(url("copy", item))


def test_freezing_again_from_the_page_until_the_votes_open(client, item):
    sign_in(client, make_secretary(committee=item.session.committee))
    client.post(url("copy_freeze", item))
    Session.objects.update(status=Session.Status.OPEN)
    client.post(url("copy_freeze", item))
    assert item.file.freezings.count() == 2


def test_a_question_is_read_by_the_session_and_asked_once(client, item, expert):
    sign_in(client, expert.person)
    for _click in range(2):
        client.post(url("file_ask", item), {"question": "Qui conduit\u0000 ?"})
    page = client.get(url("file", item))
    assert ([one.text for one in page.context["questions"]], Question.objects.count()) == (["Qui conduit ?"], 1)


def test_an_empty_question_is_refused_and_what_is_typed_stays(client, item, expert):
    sign_in(client, expert.person)
    answer = client.post(url("file_ask", item), {"question": "x" * 1001})
    assert (answer.status_code, answer.context["typed"], Question.objects.count()) == (422, "x" * 1001, 0)


def test_page_stays_readable_with_words_of_any_length(client, item, expert):
    item.project.summary = "très" * 400
    item.project.save()
    freezing.freeze(item, by=None)
    sign_in(client, expert.person)
    assert client.get(url("file_pdf", item)).status_code == 200
