"""« Dupliquer cette édition »: everything but people goes to a new draft (D67).

The programme and the registration's dates move with the day; scripts come too, but those of tables; workshops come
with their tables, as drafts, without who facilitates or bears them; partners' structures come to be asked again; tasks
come to be done again, their owners kept when they still organise here. Registrations, ideas, codes, mails and figures
stay where they are.
"""

from collections import defaultdict

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone

from events.models import CareSettings, EditionCopy, Event, Partner, Scene, Table, Task, Workshop, copy_texts
from events.models.script import copy_scripts
from foundation.clocks import same_hour
from members.models import Role

# An edition's own: the copy has new ones, or none.
OWN = {
    "id", "slug", "code", "status", "brand", "starts_at", "ends_at", "version", "created_at", "declared_participants",
    "declared_workshops", "declared_wording", "declared_source", "declared_on",
}  # fmt: skip
FOLLOWING_THE_DAY = ("registration_opens_at", "registration_closes_at")

TO_ASK_AGAIN = "à recontacter"


def duplicate(source, *, brand, starts_at, ends_at, key, by):
    """Copy `source` into a new draft; return (the copy, whether it is new).

    `key` (a UUID drawn by the form) makes it once: a second click or a resent form finds the first one.
    """
    known = EditionCopy.objects.filter(key=key, source=source).select_related("copy").first()
    if known:
        return known.copy, False
    try:
        with transaction.atomic():
            copy = _draft(source, brand=brand, starts_at=starts_at, ends_at=ends_at)
            copy.set_up(by=by)
            EditionCopy.objects.create(source=source, copy=copy, key=key, by=by)
            _copy_programme(source, copy)
            _copy_workshops(source, copy)
            _copy_partners(source, copy)
            _copy_tasks(source, copy)
            _copy_care(source, copy)
            copy_texts(source, copy)
            copy_scripts(source, copy)
    except IntegrityError:
        known = EditionCopy.objects.filter(key=key, source=source).select_related("copy").first()
        if known is None:
            raise
        return known.copy, False
    return copy, True


def _draft(source, *, brand, starts_at, ends_at):
    copy = Event(territory=source.territory, brand=brand, starts_at=starts_at, ends_at=ends_at)
    for field in Event._meta.concrete_fields:
        if field.name not in OWN and not isinstance(field, models.DateTimeField):
            setattr(copy, field.attname, getattr(source, field.attname))
    if source.starts_at and starts_at:
        for name in FOLLOWING_THE_DAY:
            moment = getattr(source, name)
            setattr(copy, name, moment and _moved(moment, source, copy))
    return copy


def _moved(moment, source, copy):
    """The same hour on the wall, as many days from the copy's day as from the source's, across changes of clocks."""
    days = timezone.localdate(copy.starts_at) - timezone.localdate(source.starts_at)
    return same_hour(moment, days=days.days)


def _copy_programme(source, copy):
    scenes = list(source.scenes.in_order())
    if not scenes or not (source.starts_at and copy.starts_at):
        return
    copy.scenes.all().delete()
    for scene in scenes:
        after = scene.planned_at - source.starts_at
        scene.pk, scene._state.adding, scene.event = None, True, copy
        scene.started_at, scene.paused_at = None, None
        scene.planned_at = copy.starts_at + after
    Scene.objects.bulk_create(scenes)


def _copy_workshops(source, copy):
    tables = defaultdict(list)
    for table in Table.objects.filter(event=source).order_by("number"):
        tables[table.workshop_id].append(table)
    workshops = list(source.workshops.order_by("number"))
    former = [workshop.pk for workshop in workshops]
    for workshop in workshops:
        workshop.pk, workshop._state.adding, workshop.event = None, True, copy
        workshop.status, workshop.bearer_name, workshop.bearer_agreed = Workshop.Status.DRAFT, "", False
    Workshop.objects.bulk_create(workshops)
    Table.objects.bulk_create(
        Table(
            event=copy,
            workshop=workshop,
            number=table.number,
            room=table.room,
            seats=table.seats,
            accessible=table.accessible,
        )
        for pk, workshop in zip(former, workshops, strict=True)
        for table in tables[pk]
    )


def _copy_partners(source, copy):
    """The structures that were partners, and those that lent facilitators: nobody has promised anything yet."""
    kept = {partner.structure_id: partner.position for partner in source.partners.all()}
    lenders = source.facilitators.exclude(structure=None).values_list("structure", flat=True).order_by("structure")
    for structure in lenders.distinct():
        kept.setdefault(structure, len(kept))
    Partner.objects.bulk_create(
        Partner(event=copy, structure_id=structure, position=position, part=TO_ASK_AGAIN)
        for structure, position in kept.items()
    )


def _copy_care(source, copy):
    settings = CareSettings.objects.filter(event=source).first()
    if settings:
        settings.pk, settings._state.adding, settings.event = None, True, copy
        settings.save()


def _copy_tasks(source, copy):
    """Tasks counted from the evening follow it; a fixed date moves by as many days, or is counted from the evening."""
    here = Role.objects.in_force().filter(territory=copy.territory, kind__in=Role.ORGANISING)
    team = set(here.values_list("person", flat=True))
    day = timezone.localdate(source.starts_at) if source.starts_at else None
    tasks = [
        Task(
            event=copy,
            title=task.title,
            note=task.note,
            days=task.days if task.days is not None else day and (task.fixed_on - day).days,
            fixed_on=task.fixed_on if task.days is None and day is None else None,
            owner_id=task.owner_id if task.owner_id in team else None,
        )
        for task in source.tasks.order_by(F("due_on").asc(nulls_last=True), "pk")
    ]
    for task in tasks:
        task.due_on = task.reckon()
    Task.objects.bulk_create(tasks)
