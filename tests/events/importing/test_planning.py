from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from events.importing import applying, planning
from events.importing.reasons import sentences
from events.models import ImportBatch, ImportRow
from foundation import jobs
from foundation.models import Job
from tests.factories import make_event, make_registration, make_workshop
from tests.samples.tickets import helloasso

SAMPLES = Path(__file__).parents[2] / "samples"
pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event()
    for title in ("La légumerie partagée", "Vieillir au village", "Réparer plutôt que jeter"):
        make_workshop(event=event, title=title)
    return event


def plan(event, name="helloasso_cp1252.csv", **options):
    return planning.receive(event, name=name, content=(SAMPLES / name).read_bytes(), by=None, **options)


def outcomes(batch):
    return {outcome.value: count for outcome, count in batch.counts().items() if count}


def test_a_small_file_is_planned_at_once(event):
    batch = plan(event)
    assert (batch.status, batch.source) == ("planned", "helloasso")
    assert outcomes(batch) == {"new": 9, "doubtful": 2, "skipped": 2, "rejected": 2}


def test_a_plan_registers_nobody(event):
    plan(event)
    assert event.registrations.count() == 0


def test_a_large_file_is_planned_by_a_job(event):
    batch = planning.receive(event, name="foire.csv", content=helloasso(501), by=None)
    job = jobs.find(planning.KIND, batch.pk)
    assert (batch.status, job.state, job.total) == ("planning", "waiting", 501)
    jobs.run(job.pk)
    batch.refresh_from_db()
    assert (batch.status, batch.rows.count()) == ("planned", 501)


def test_a_plan_begun_by_a_worker_that_died_is_finished_by_the_next(event, monkeypatch):
    monkeypatch.setattr(planning, "BATCH", 4)
    batch = plan(event, at_once=False)
    advance, calls = jobs.Lease.advance, []

    def die_at_third(lease, **progress):
        calls.append(progress)
        if len(calls) == 3:
            raise jobs.LeaseLost
        advance(lease, **progress)

    monkeypatch.setattr(jobs.Lease, "advance", die_at_third)
    jobs.run(jobs.find(planning.KIND, batch.pk).pk)
    assert batch.rows.count() == 8
    Job.objects.update(lease_until=None)
    jobs.run(jobs.find(planning.KIND, batch.pk).pk)
    assert list(batch.rows.values_list("number", flat=True)) == list(range(2, 17))
    assert outcomes(batch) == {"new": 9, "doubtful": 2, "skipped": 2, "rejected": 2}


@pytest.mark.parametrize("name", ["vide.csv"])
def test_a_file_that_is_no_list_leaves_nothing(event, name):
    with pytest.raises(ValidationError):
        plan(event, name)
    assert (ImportBatch.objects.count(), Job.objects.count()) == (0, 0)


def test_a_header_alone_makes_an_empty_plan(event):
    assert outcomes(plan(event, "helloasso_en_tete_seul.csv")) == {}


def only(batch, given, family):
    row = batch.rows.get(given_name=given, family_name=family)
    return row.outcome, [code for code, _details in row.reasons]


def test_the_same_name_with_the_same_address_is_the_same_person(event):
    make_registration(event=event, email="lucie.chauvin@example.org", given_name="Lucie", family_name="CHAUVIN")
    assert only(plan(event), "Lucie", "Chauvin") == ("matched", ["already_registered"])


def test_the_same_name_with_another_address_is_doubtful(event):
    make_registration(event=event, email="lucie@ailleurs.example", given_name="Lucie", family_name="Chauvin")
    assert only(plan(event), "Lucie", "Chauvin") == ("doubtful", ["same_name"])


def test_the_same_name_under_the_same_payer_is_doubtful(event):
    payer = "elise.grandclement@example.org"
    known = make_registration(event=event, email="", given_name="Noël", family_name="Grandclément")
    event.registrations.filter(pk=known.pk).update(payer_email=payer)
    assert only(plan(event), "Noël", "Grandclément") == ("doubtful", ["same_name_same_payer"])


def test_a_payers_address_never_matches_someone_else(event):
    payer = "elise.grandclement@example.org"
    make_registration(event=event, email=payer, given_name="Élise", family_name="Grandclément")
    batch = plan(event)
    assert only(batch, "Élise", "Grandclément") == ("matched", ["already_registered"])
    assert only(batch, "Noël", "Grandclément") == ("new", [])
    assert only(batch, "Anaïs", "Vuillet") == ("new", [])


def test_an_address_that_someone_else_registered_with_stays_theirs(event):
    make_registration(event=event, email="lucie.chauvin@example.org", given_name="Paul", family_name="Chauvin")
    row = plan(event).rows.get(given_name="Lucie")
    assert (row.outcome, row.email, row.payer_email) == ("new", "", "lucie.chauvin@example.org")


def test_a_namesake_further_down_is_doubtful(event):
    batch = plan(event)
    second = batch.rows.get(email="z.berard39@example.org")
    assert (second.outcome, second.reasons) == ("doubtful", [["same_name_on_line", {"line": 2}]])


def test_a_cancelled_registration_is_not_a_person_registered(event):
    lucie = make_registration(event=event, email="lucie.chauvin@example.org", given_name="Lucie", family_name="Chauvin")
    lucie.cancel()
    assert only(plan(event), "Lucie", "Chauvin") == ("new", [])


def test_workshops_are_found_by_their_title_whatever_the_accents():
    event = make_event()
    workshop = make_workshop(event=event, title="LA LEGUMERIE  partagée")
    batch = plan(event)
    assert batch.rows.get(given_name="Élise").reasons == [["workshop_unknown", {"workshop": "Vieillir au village"}]]
    assert batch.rows.get(number=2).workshop == workshop


def test_importing_again_matches_every_ticket(event):
    applying.begin(plan(event), tell=False)
    again = plan(event)
    assert outcomes(again) == {"matched": 9, "doubtful": 2, "skipped": 2, "rejected": 2}
    assert only(again, "Lucie", "Chauvin") == ("matched", ["already_imported"])


def test_a_ticket_refunded_after_its_import_says_that_the_person_is_still_registered(event):
    applying.begin(plan(event), tell=False)
    content = (SAMPLES / "helloasso_cp1252.csv").read_bytes().replace(b";Valid\xe9;Chauvin", b";Rembours\xe9;Chauvin")
    batch = planning.receive(event, name="plus-tard.csv", content=content, by=None)
    assert only(batch, "Lucie", "Chauvin") == ("skipped", ["status", "still_registered"])


def test_every_reason_of_every_sample_has_its_sentence(event):
    for name in ("helloasso_cp1252.csv", "eventbrite_en.csv", "eventbrite_fr_bom.csv", "eventbrite_uk_utf16.csv"):
        for row in plan(event, name).rows.exclude(reasons=[]):
            assert all("%" not in sentence and sentence for sentence in sentences(row))


def test_a_plan_asks_the_database_nothing_per_line(event, django_assert_max_num_queries):
    make_registration(event=event)
    batch = planning.receive(event, name="foire.csv", content=helloasso(300), by=None, at_once=False)
    with django_assert_max_num_queries(30):
        jobs.run(jobs.find(planning.KIND, batch.pk).pk)
    assert ImportRow.objects.count() == 300
