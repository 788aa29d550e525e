"""Invented meetings of an invented group: one held with its report, one to come, dates to choose, tasks, a file."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from ideas.groups.agendas import TEMPLATES
from ideas.groups.checking_files import Accepted
from ideas.groups.models import GroupFile, Meeting, MeetingSlot, Task, WorkingGroup
from ideas.groups.models.agenda import draw_roles
from ideas.groups.models.decision import decide
from ideas.groups.models.poll import answer, ask_dates
from outbox.models import Message

GROUP = "La vaisselle des fêtes"
NOTES = """Quatre autour de la table, chez Yann.

Le hangar est sec, la porte ferme. Il faut des étagères\u00a0: celles de la cantine sont à donner.
800 gobelets chez Colette, 300 assiettes à Bletterans, personne ne sait combien de tables.
Laver\u00a0: deux heures à quatre, ou la machine de la salle des fêtes si la commune est d’accord."""
DECISIONS = [
    "On commence par les gobelets\u00a0: ils tiennent dans une remorque.",
    "Le prêt est gratuit, la caution est de 20 euros pour 100 gobelets.",
]
# What is to be done, who (place in the group, None for nobody), days from today, whether it is done.
TASKS = [
    ("Demander la machine à laver à la mairie", 0, 4, False),
    ("Mesurer le hangar", 1, -2, False),
    ("Écrire la feuille de prêt, avec la caution", None, 11, False),
    ("Compter les gobelets chez Colette", 3, -6, True),
]
ANSWERS = [("yes", "maybe", "no", "yes"), ("no", "yes", "no", "yes")]
SHEET = "Commune;Gobelets;Assiettes\r\nOrgelet;800;0\r\nBletterans;0;300\r\n"


def load(*, now):
    """Give its meetings to the group that works best; nobody is written to: these people are invented."""
    group = WorkingGroup.objects.get(name=GROUP)
    people = list(group.memberships.order_by("pk"))
    lead, today = people[0], timezone.localdate(now)
    held = _meeting(group, lead, title="Première rencontre", days=-9, now=now, template="first", place="Chez Yann")
    held.write_notes(NOTES, version=0)
    for text in DECISIONS:
        decide(held, text, membership=lead)
    for title, place, days, done in TASKS:
        owner = people[place] if place is not None else None
        values = {"owner": owner, "due_on": today + timedelta(days=days), "meeting": held, "membership": lead}
        task = Task.add(group, title=title, **values)
        if done:
            task.finish(owner)
    coming = _meeting(
        group, lead, title="Visite du hangar", days=5, now=now, template="work", place="Le hangar de Yann"
    )
    draw_roles(coming)
    evening = timezone.localtime(now).replace(hour=19, minute=0, second=0, microsecond=0)
    poll = ask_dates(
        group, title="Avec le comité des fêtes", slots=[evening + timedelta(days=14 + day) for day in (0, 1, 3, 7)],
        minutes=90, place="Salle des associations, Orgelet", membership=lead,
    )  # fmt: skip
    slots = list(poll.slots.all())
    for member, said in zip(people[1:], ANSWERS, strict=False):
        answer(poll, member, {slot.pk: one for slot, one in zip(slots, said, strict=True)})
    GroupFile.add(group, Accepted("Ce que nous avons déjà.csv", "csv", SHEET.encode("utf-8-sig")), membership=lead)
    Message.objects.about(group.subject).filter(kind__startswith="meeting-").delete()


def move(event, *, shift):
    """Bring meetings and tasks of the groups born at `event` along with it."""
    of_event = {"group__event": event}
    moved = {name: F(name) + shift for name in ("starts_at", "ends_at")}
    Meeting.objects.filter(**of_event).exclude(starts_at=None).update(**moved)
    Task.objects.filter(**of_event).exclude(due_on=None).update(due_on=F("due_on") + timedelta(days=shift.days))
    # One after the other: two dates of one poll are never the same, not even while they move.
    order = "-starts_at" if shift > timedelta(0) else "starts_at"
    for slot in MeetingSlot.objects.filter(meeting__group__event=event).order_by(order):
        MeetingSlot.objects.filter(pk=slot.pk).update(starts_at=slot.starts_at + shift)


def _meeting(group, lead, *, title, days, now, template, place):
    starts_at = timezone.localtime(now).replace(hour=18, minute=30, second=0, microsecond=0) + timedelta(days=days)
    points = TEMPLATES[template].points
    values = {"title": title, "place": place, "points": points, "membership": lead}
    return Meeting.plan(group, starts_at=starts_at, minutes=90, **values)
