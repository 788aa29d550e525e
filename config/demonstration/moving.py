"""Brings an already loaded demonstration to today, and to the hour: « ce soir » is always tonight."""

import random
from datetime import timedelta

from django.db.models import F, Max

from config.demonstration import animating, at_desk, at_tables, files, meetings, seats
from config.demonstration.calendar import at, day_of
from config.demonstration.notebook import LAST_SENT
from events.models import Attendance, Event, Registration, RegistrationStep
from ideas.models import Idea, IdeaStep, Vote, bump

PRESENT = 212
PRESENCE = (RegistrationStep.Kind.PRESENT, RegistrationStep.Kind.PRESENCE_UNDONE)
DOORS = timedelta(minutes=45)  # people arrive from before the plenary until somewhat after


def move_to_today(*, now):
    """Shift the living evenings and all that was done around them; return how many evenings moved."""
    moved = 0
    for row in files.evenings():
        event = Event.objects.filter(slug=row["slug"]).first()
        day = day_of(row, now=now)
        if event and event.starts_at != at(day, row["starts"]):
            _move(event, row, day=day, now=now)
            moved += 1
    return moved


def _move(event, row, *, day, now):
    starts_at, ends_at = at(day, row["starts"]), at(day, row["ends"])
    shift = starts_at - event.starts_at
    changed = {"starts_at": starts_at, "ends_at": ends_at, "status": Event.Status.PUBLISHED}
    for name in ("registration_opens_at", "registration_closes_at"):
        if getattr(event, name):
            changed[name] = getattr(event, name) + shift
    Event.objects.filter(pk=event.pk).update(version=F("version") + 1, **changed)
    for scene in event.scenes.all():
        planned = at(day, next((s["starts"] for s in row["scenes"] if s["title"] == scene.title), row["starts"]))
        event.scenes.filter(pk=scene.pk).update(planned_at=planned, started_at=None, paused_at=None)
    animating.move_team(event, shift=shift)
    at_tables.begin_again(event)
    at_desk.begin_again(event)
    Vote.objects.filter(event=event).delete()
    event.chosen_ideas.all().delete()
    seats.move_waiting(event, shift=shift)
    meetings.move(event, shift=shift)
    Attendance.objects.filter(registration__event=event).delete()
    RegistrationStep.objects.filter(registration__event=event, kind__in=PRESENCE).delete()
    if shift > timedelta(0):
        # Never into the future: what somebody typed an hour ago was not typed tomorrow.
        Registration.objects.filter(event=event, created_at__lt=now - shift).update(created_at=F("created_at") + shift)
        RegistrationStep.objects.filter(registration__event=event, at__lt=now - shift).update(at=F("at") + shift)
    event.refresh_from_db()
    event.tasks.follow(event)
    _move_ideas(event, now=now)


def _move_ideas(event, *, now):
    newest = Idea.objects.filter(event=event).aggregate(newest=Max("created_at"))["newest"]
    if newest is None:
        return
    shift = now - LAST_SENT - newest
    Idea.objects.filter(event=event).update(created_at=F("created_at") + shift)
    IdeaStep.objects.filter(idea__event=event).update(at=F("at") + shift)
    bump(event.pk)


def begin_evening(*, by, now):
    """Once tonight's evening has begun, start it and mark people present, once; return how many arrived."""
    row = files.evenings()[0]
    event = Event.objects.filter(slug=row["slug"], status=Event.Status.PUBLISHED, starts_at__lte=now).first()
    if event is None or Attendance.objects.filter(registration__event=event).exists():
        return 0
    event.start(by=by)
    at_tables.arrive(event, now=now)
    at_desk.lead(event, by=by, now=now)
    rng = random.Random(212)
    expected = list(Registration.objects.filter(event=event).live().order_by("pk"))
    arrived = rng.sample(expected, min(PRESENT, len(expected)))
    last = min(now, event.starts_at + DOORS)
    times = [last - timedelta(seconds=rng.randrange(int(2 * DOORS.total_seconds()))) for _ in arrived]
    Attendance.objects.bulk_create(
        Attendance(registration=registration, at=time, by=by) for registration, time in zip(arrived, times, strict=True)
    )
    present = RegistrationStep.Kind.PRESENT
    steps = [RegistrationStep(registration=registration, kind=present, by=by) for registration in arrived]
    RegistrationStep.objects.bulk_create(steps)
    for step, time in zip(steps, times, strict=True):
        step.at = time
    RegistrationStep.objects.bulk_update(steps, ["at"], batch_size=200)
    return len(arrived)
