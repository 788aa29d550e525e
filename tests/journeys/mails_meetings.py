"""Mails of meetings and tasks of groups: dates asked, set, called off, reminded, the report; lines of the gallery."""

from datetime import timedelta

from django.utils import timezone

from foundation.clocks import ten_before
from ideas.groups import reminders, task_reminders
from ideas.groups.agendas import TEMPLATES
from ideas.groups.models import Meeting, Task
from ideas.groups.models.agenda import draw_roles
from ideas.groups.models.decision import decide
from tests.factories import an_evening, make_meeting
from tests.journeys.mails_groups import group_of


def planned(cast, *, days=9, **fields):
    group, lead, paul = group_of(cast)
    values = {"title": "Le premier trajet", "place": "Chez Paul, à Orgelet", "membership": lead, **fields}
    return make_meeting(group=group, days=days, **values), lead, paul


def asked(cast):
    return planned(cast, slots=3)[0]


def asked_again(cast):
    meeting = asked(cast)
    Meeting.objects.filter(pk=meeting.pk).update(created_at=timezone.now() - timedelta(days=4))
    reminders.queue_due(now=an_evening(days=0).replace(hour=11))


def reminded(cast):
    meeting, _lead, _paul = planned(cast, points=TEMPLATES["work"].points, online_url="https://visio.example.org/mardi")
    Meeting.objects.filter(pk=meeting.pk).update(set_at=timezone.now() - timedelta(days=30))
    draw_roles(meeting)
    reminders.queue_due(now=ten_before(meeting.starts_at, days=2))


def reported(cast):
    meeting, lead, paul = planned(cast, days=-1)
    decide(meeting, "Nous commençons par un trajet le mardi, entre Orgelet et Lons.")
    day = timezone.localdate() + timedelta(days=6)
    for title, owner in (("Appeler la mairie", lead), ("Compter les places", paul), ("Écrire l’affiche", None)):
        Task.add(meeting.group, title=title, owner=owner, due_on=day, meeting=meeting)
    meeting.send_report(edition=0)


def due(cast):
    group, lead, _paul = group_of(cast)
    today = timezone.localdate()
    for title, days in (("Appeler la mairie pour le minibus", 8), ("Compter les places assises", 0)):
        Task.add(group, title=title, owner=lead, due_on=today - timedelta(days=days))
    task_reminders.queue_due(now=an_evening(days=0).replace(hour=9))


MAILS = {
    "groups/meeting_poll": asked,
    "groups/meeting_poll_reminder": asked_again,
    "groups/meeting_set": planned,
    "groups/meeting_cancelled": lambda cast: planned(cast)[0].cancel(why="La salle n’est plus libre ce soir-là."),
    "groups/meeting_reminder": reminded,
    "groups/meeting_report": reported,
    "groups/group_tasks_due": due,
}
