"""The organisers' year: timetables half done, and elected bodies that ask for an evening."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from config.demonstration import files
from events import preparing
from events.models import HostingRequest, HostingStep, Task
from members.consents import VERSION
from members.models import Commune, Person

LATE = 2  # of the tasks whose day has passed, those that nobody has ticked
REQUESTS = (
    # status, commune, function, need, wished, people, message: fictional people of real communes
    ("received", "39154", "Maire", "Garder le dernier commerce et donner envie de s’installer", "au printemps", 120,
     "Notre salle des fêtes tient cent cinquante personnes. Le comité des fêtes est prêt à aider."),
    ("accepted", "39397", "Adjointe à la vie locale", "Réunir les villages du lac autour du bois", "en octobre", 200,
     ""),
)  # fmt: skip


def load_timetables(events, *, by, now):
    """Give each living evening the ready-made timetable, ticked as far as its days have passed, but for the last."""
    today, here = timezone.localdate(now), by.roles.first().territory
    for event in events:
        pattern = preparing.STANDARD if event.territory == here else preparing.SMALL
        preparing.propose_timetable(event, pattern=pattern)
        organiser = Person.objects.filter(roles__territory=event.territory, roles__kind="organiser").first()
        tasks = list(event.tasks.in_order())
        past = [task for task in tasks if task.due_on < today]
        for number, task in enumerate(tasks):
            if number % 3:
                task.owner = organiser
            elif number % 6 == 0:
                task.owner_name = "La mairie"
        for task in past[:-LATE]:
            task.done_at, task.done_by = now - (today - task.due_on), task.owner
        Task.objects.bulk_update(tasks, ["owner", "owner_name", "done_at", "done_by"])


def load_requests(territory, *, now):
    """Two communes ask for an evening: one waits for its answer, the other for its evening."""
    asker = next(row for row in files.cast() if row["role"] == "elected")
    for days, (status, insee, function, need, wished, people, message) in enumerate(REQUESTS, start=3):
        asked = HostingRequest.objects.create(
            key=uuid4(), territory=territory, status=status, commune=Commune.objects.get(pk=insee),
            full_name=f"{asker['given_name']} {asker['family_name']}", function=function, email=asker["email"],
            wished=wished, people=people, need=need, message=message, consent_version=VERSION,
        )  # fmt: skip
        HostingStep.objects.create(request=asked, kind=HostingStep.Kind.RECEIVED)
        if status == HostingRequest.Status.ACCEPTED:
            HostingStep.objects.create(request=asked, kind=HostingStep.Kind.ACCEPTED, words="Avec joie. On s’appelle ?")
        HostingRequest.objects.filter(pk=asked.pk).update(created_at=now - timedelta(days=days))
