from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from events.importing import applying, planning
from events.importing.reasons import sentences
from events.models import Attendance, ImportBatch, Registration, RegistrationConsent
from events.models.attendance import mark_present
from events.tasks import forget_imports
from foundation import jobs
from foundation.models import Job
from members.models import Person
from outbox.models import Message
from tests.factories import make_event, make_registration, make_workshop
from tests.samples.tickets import helloasso

SAMPLES = Path(__file__).parents[2] / "samples"
pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event()


def plan(event, name="helloasso_cp1252.csv", **options):
    return planning.receive(event, name=name, content=(SAMPLES / name).read_bytes(), by=None, **options)


def import_(event, name="helloasso_cp1252.csv", *, tell=False, **options):
    return applying.begin(plan(event, name), tell=tell, **options)


def seats_taken(workshop):
    return sum(workshop.tables.values_list("seats_taken", flat=True))


def test_applying_registers_each_new_person_once(event):
    batch = import_(event)
    assert batch.status == "applied"
    assert sorted(event.registrations.values_list("given_name", "email", "payer_email")) == [
        ("Anaïs", None, "elise.grandclement@example.org"),
        ("François-Xavier", None, "elise.grandclement@example.org"),
        ("Lucie", "lucie.chauvin@example.org", "lucie.chauvin@example.org"),
        ("Maëlys", None, "elise.grandclement@example.org"),
        ("Mehdi", "mehdi.lacroix@example.org", "mehdi.lacroix@example.org"),
        ("Noël", None, "elise.grandclement@example.org"),
        ("Suzanne", None, "accueil@example.org"),
        ("Zoé", "zoe.berard@example.org", "zoe.berard@example.org"),
        ("Élise", "elise.grandclement@example.org", "elise.grandclement@example.org"),
    ]


def test_imported_people_are_found_by_search_and_say_where_they_come_from(event):
    import_(event)
    found = event.registrations.matching("oeuvrard francois").get()
    assert (found.source, found.source_ref, found.steps.get().kind) == ("helloasso", "HA-70002/41004", "registered")


def test_importing_again_changes_nothing(event):
    import_(event)
    before = list(Registration.objects.order_by("pk").values())
    import_(event)
    assert list(Registration.objects.order_by("pk").values()) == before


def test_imports_create_no_account_and_send_no_mail(event):
    import_(event)
    assert (Person.objects.count(), Message.objects.count()) == (0, 0)


def test_only_a_yes_in_a_column_that_asks_is_a_consent(event):
    import_(event)
    assert sorted(RegistrationConsent.objects.values_list("registration__given_name", "purpose", "text_version")) == [
        ("Mehdi", "newsletter", "import"), ("Zoé", "newsletter", "import"), ("Élise", "newsletter", "import"),
    ]  # fmt: skip
    other = make_event()
    import_(other, "eventbrite_fr_bom.csv")
    assert RegistrationConsent.objects.filter(registration__event=other).count() == 0


def test_a_doubtful_line_is_imported_only_when_ticked(event):
    batch = plan(event)
    doubtful = list(batch.rows.doubtful())
    batch.choose([row.pk for row in doubtful], [doubtful[0].pk])
    applying.begin(batch, tell=False)
    assert [row.registration is not None for row in batch.rows.doubtful()] == [True, False]


def test_a_choice_can_be_taken_back_before_applying(event):
    batch = plan(event)
    doubtful = [row.pk for row in batch.rows.doubtful()]
    batch.choose(doubtful, doubtful)
    batch.choose(doubtful[:1], [])
    assert list(batch.rows.doubtful().values_list("chosen", flat=True)) == [False, True]


def test_a_ticked_line_never_takes_the_address_of_another(event):
    make_registration(event=event, email="lucie.chauvin@example.org", given_name="Lucie", family_name="Chauvin-Prost")
    batch = plan(event)
    batch.rows.filter(given_name="Lucie").update(outcome="doubtful", chosen=True, email="lucie.chauvin@example.org")
    applying.begin(batch, tell=False)
    imported = event.registrations.get(source_ref="HA-70005/41009")
    assert (imported.email, imported.address) == (None, "lucie.chauvin@example.org")


def test_seats_are_taken_as_long_as_there_are(event):
    workshop = make_workshop(event=event, title="La légumerie partagée", seats=8)
    for number in range(7):
        make_registration(event=event, workshop=workshop, given_name=f"Ana{number}")
    batch = import_(event)
    assert seats_taken(workshop) == 8
    placed, unplaced = batch.rows.filter(workshop=workshop, registration__isnull=False)
    assert (placed.registration.table.workshop, sentences(placed)) == (workshop, [])
    with translation.override("en"):
        said = ["The workshop “La légumerie partagée” is full: a place remains to be found."]
        assert (unplaced.registration.table, sentences(unplaced)) == (None, said)


def test_someone_who_registered_meanwhile_is_not_registered_twice(event):
    batch = plan(event)
    make_registration(event=event, email="lucie.chauvin@example.org", given_name="Lucie", family_name="Chauvin")
    applying.begin(batch, tell=False)
    row = batch.rows.get(given_name="Lucie")
    assert (row.outcome, row.registration) == ("matched", None)
    assert event.registrations.filter(given_name="Lucie").count() == 1


def test_two_plans_of_the_same_file_import_it_once(event):
    first, second = plan(event), plan(event)
    applying.begin(first, tell=False)
    applying.begin(second, tell=False)
    assert event.registrations.count() == 9


def test_a_plan_is_applied_once(event):
    batch = import_(event)
    with pytest.raises(ValidationError):
        applying.begin(batch, tell=False)


def test_a_large_import_is_resumed_after_a_crash(event, monkeypatch):
    monkeypatch.setattr(applying, "BATCH", 4)
    batch = import_(event, at_once=False)
    advance, calls = jobs.Lease.advance, []

    def die_at_second(lease, **progress):
        calls.append(progress)
        if len(calls) == 2:
            raise jobs.LeaseLost
        advance(lease, **progress)

    monkeypatch.setattr(jobs.Lease, "advance", die_at_second)
    job = jobs.find(applying.APPLY, batch.pk)
    jobs.run(job.pk)
    assert event.registrations.count() == 4
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    jobs.run(job.pk)
    batch.refresh_from_db()
    job.refresh_from_db()
    assert (batch.status, event.registrations.count(), job.done, job.total) == ("applied", 9, 9, 9)


def test_tickets_leave_only_when_asked(event):
    import_(event, "eventbrite_fr_bom.csv", tell=True)
    assert sorted(Message.objects.values_list("to", flat=True)) == [
        "heloise.faivre@example.org",
        "heloise.faivre@example.org",
        "nina.bouvier@example.org",
        "secretariat@example.org",
    ]


def test_undoing_removes_the_people_and_frees_their_seats(event):
    workshop = make_workshop(event=event, title="La légumerie partagée")
    mine = make_registration(event=event, workshop=workshop)
    batch = import_(event)
    assert seats_taken(workshop) == 3
    applying.begin_undoing(batch)
    assert (batch.status, seats_taken(workshop), list(event.registrations.all())) == ("undone", 1, [mine])


def test_undoing_keeps_who_came_changed_or_cancelled_since(event):
    workshop = make_workshop(event=event, title="Pisciculture")
    batch = import_(event)
    mark_present(event.registrations.get(given_name="Zoé"), by=None)
    event.registrations.get(given_name="Élise").move(workshop=workshop)
    event.registrations.get(given_name="Mehdi").cancel()
    applying.begin_undoing(batch)
    assert sorted(event.registrations.values_list("given_name", flat=True)) == ["Mehdi", "Zoé", "Élise"]
    assert sorted((row.given_name, row.reasons[-1][0]) for row in batch.rows.kept()) == [
        ("Mehdi", "kept_cancelled"), ("Zoé", "kept_present"), ("Élise", "kept_changed"),
    ]  # fmt: skip
    assert (Attendance.objects.count(), seats_taken(workshop)) == (1, 1)


def test_what_was_undone_can_be_imported_again(event):
    applying.begin_undoing(import_(event))
    import_(event)
    assert event.registrations.count() == 9


def test_undoing_is_offered_for_a_day(event):
    batch = import_(event)
    ImportBatch.objects.update(applied_at=timezone.now() - timedelta(hours=24, seconds=1))
    batch.refresh_from_db()
    assert batch.can_be_undone(timezone.now()) is False
    with pytest.raises(ValidationError):
        applying.begin_undoing(batch)
    assert event.registrations.count() == 9


def test_a_plan_given_up_leaves_no_names(event):
    batch = plan(event)
    batch.drop()
    assert (batch.status, batch.rows.count()) == ("dropped", 0)
    with pytest.raises(ValidationError):
        applying.begin(batch, tell=False)


def test_a_thousand_lines_are_applied_whole(event):
    batch = planning.receive(event, name="foire.csv", content=helloasso(1000), by=None, at_once=True)
    applying.begin(batch, tell=False, at_once=True)
    counts = {outcome.value: count for outcome, count in batch.counts().items()}
    assert counts["new"] == event.registrations.count()
    assert sum(counts.values()) == 1000
    applying.begin_undoing(batch, at_once=True)
    assert event.registrations.count() == 0


def test_the_lines_of_an_old_import_are_forgotten_and_its_people_stay(event):
    batch, recent = import_(event), plan(event, "eventbrite_en.csv")
    ImportBatch.objects.filter(pk=batch.pk).update(created_at=timezone.now() - ImportBatch.KEPT - timedelta(hours=1))
    for _twice in range(2):
        forget_imports()
    assert (batch.rows.count(), recent.rows.count(), event.registrations.count()) == (0, 10, 9)
