from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from events.importing import applying, planning
from events.models import ImportBatch, ImportRow
from foundation import jobs
from foundation.models import PATIENCE, Job
from tests.factories import make_event, make_organiser, make_territory, make_workshop
from tests.samples.tickets import helloasso
from tests.signing import sign_in

SAMPLES = Path(__file__).parents[1] / "samples"
pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event(slug="crepite")
    make_workshop(event=event, title="La légumerie partagée")
    return event


@pytest.fixture
def organiser(event, client):
    person = make_organiser(territory=event.territory)
    sign_in(client, person)
    return person


def upload(client, name, content=None):
    content = (SAMPLES / name).read_bytes() if content is None else content
    return client.post(reverse("events:import_start", args=["crepite"]), {"file": SimpleUploadedFile(name, content)})


def address(view, batch):
    return reverse(f"events:{view}", args=["crepite", batch.pk])


def test_a_file_is_shown_before_anything_is_done(client, event, organiser):
    answer = upload(client, "helloasso_cp1252.csv")
    batch = ImportBatch.objects.get()
    assert (answer.status_code, answer.url) == (302, address("import_batch", batch))
    page = client.get(answer.url)
    assert [(outcome.value, count, current) for outcome, count, current in page.context["outcomes"]] == [
        ("new", 9, False), ("matched", 0, False), ("doubtful", 2, True), ("skipped", 2, False), ("rejected", 2, False),
    ]  # fmt: skip
    assert event.registrations.count() == 0


@pytest.mark.parametrize("name", ["vide.csv"])
def test_a_file_that_is_no_list_is_refused_on_its_field(client, event, organiser, name):
    answer = upload(client, name)
    assert (answer.status_code, len(answer.context["form"].errors["file"])) == (422, 1)
    assert ImportBatch.objects.count() == 0


def test_a_file_beyond_the_limit_is_refused_with_its_weight(client, event, organiser, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    answer = upload(client, "foire.csv", b"x" * (3 * 1024 * 1024))
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"] == [
        "«\xa0foire.csv\xa0» pèse 3 Mo\u202f; nous acceptons 1 Mo au plus. Rien n’a été gardé. "
        "Découpez-le en plusieurs fichiers ou retirez les colonnes inutiles."
    ]


def test_importing_registers_new_people_and_those_ticked(client, event, organiser):
    upload(client, "helloasso_cp1252.csv")
    batch = ImportBatch.objects.get()
    doubtful = [row.pk for row in batch.rows.doubtful()]
    client.post(address("import_apply", batch), {"shown": doubtful, "chosen": doubtful[:1], "apply": ""})
    assert event.registrations.count() == 10
    page = client.get(address("import_batch", batch))
    assert (page.context["imported"], page.context["can_be_undone"]) == (10, True)


def test_ticks_can_be_kept_without_importing(client, event, organiser):
    upload(client, "helloasso_cp1252.csv")
    batch = ImportBatch.objects.get()
    doubtful = [row.pk for row in batch.rows.doubtful()]
    client.post(address("import_apply", batch), {"shown": doubtful, "chosen": doubtful[1:], "save": ""})
    assert list(batch.rows.doubtful().values_list("chosen", flat=True)) == [False, True]
    assert event.registrations.count() == 0


def test_an_import_is_undone_from_its_page(client, event, organiser):
    upload(client, "helloasso_cp1252.csv")
    batch = ImportBatch.objects.get()
    client.post(address("import_apply", batch), {"apply": ""})
    client.post(address("import_undo", batch))
    assert (ImportBatch.objects.get().status, event.registrations.count()) == ("undone", 0)


def test_a_second_click_says_that_it_was_done(client, event, organiser):
    upload(client, "helloasso_cp1252.csv")
    batch = ImportBatch.objects.get()
    client.post(address("import_apply", batch), {"apply": ""})
    client.post(address("import_apply", batch), {"apply": ""})
    assert event.registrations.count() == 9


def test_a_list_can_be_given_up(client, event, organiser):
    upload(client, "helloasso_cp1252.csv")
    client.post(address("import_drop", ImportBatch.objects.get()))
    assert (ImportBatch.objects.get().status, ImportRow.objects.count()) == ("dropped", 0)


def test_a_long_file_shows_its_progress_then_its_plan(client, event, organiser):
    upload(client, "foire.csv", helloasso(501))
    batch = ImportBatch.objects.get()
    page = client.get(address("import_batch", batch))
    assert page.templates[0].name == "events/import_progress.html"
    assert (page.context["job"].total, page.context["neglected"]) == (501, False)
    fragment = client.get(address("import_batch", batch), headers={"HX-Request": "true"})
    assert fragment.content.decode().strip().startswith('<div id="progress"')
    jobs.run(jobs.find(planning.KIND, batch.pk).pk)
    assert client.get(address("import_batch", batch), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_without_a_worker_the_page_says_so_and_does_the_work_when_asked(client, event, organiser):
    upload(client, "foire.csv", helloasso(501))
    batch = ImportBatch.objects.get()
    Job.objects.update(created_at=timezone.now() - 2 * PATIENCE)
    assert client.get(address("import_batch", batch)).context["neglected"] is True
    client.post(address("import_go_on", batch))
    assert ImportBatch.objects.get().status == "planned"


def test_lines_are_searched_and_paged(client, event, organiser):
    batch = planning.receive(event, name="foire.csv", content=helloasso(200), by=organiser, at_once=True)
    first = client.get(address("import_batch", batch), {"lines": "new"})
    second = client.get(f"{address('import_batch', batch)}?{first.context['next']}")
    numbers = [row.number for row, _reasons in (*first.context["page"], *second.context["page"])]
    assert (len(numbers), numbers) == (100, sorted(numbers))
    found = client.get(address("import_batch", batch), {"lines": "new", "q": "famille1@example.org"})
    assert {row.payer_email for row, _reasons in found.context["page"]} == {"famille1@example.org"}


def test_the_page_asks_as_much_for_3_lines_as_for_300(client, event, organiser, django_assert_num_queries):
    for count in (3, 300):
        list_ = helloasso(count, seed=count)
        batch = planning.receive(event, name="foire.csv", content=list_, by=organiser, at_once=True)
        applying.begin(batch, tell=False, at_once=True)
        with django_assert_num_queries(10):
            client.get(address("import_batch", batch), {"lines": "new"})


def test_an_organiser_of_elsewhere_finds_nothing(client, event):
    sign_in(client, make_organiser(territory=make_territory(name="Ailleurs")))
    batch = planning.receive(event, name="foire.csv", content=helloasso(3), by=None)
    answers = [client.get(reverse("events:import_start", args=["crepite"])), client.get(address("import_batch", batch))]
    assert [answer.status_code for answer in answers] == [404, 404]
