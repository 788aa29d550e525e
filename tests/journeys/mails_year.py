"""The mails of the organisers' year: tasks that come near, requests for an evening (see `mails.py`)."""

from datetime import timedelta

from django.utils import timezone

from events import timetabling
from events.models import Engagement
from events.reminding import zone
from members.models import Person
from outbox.models import Message
from tests.factories import make_hosting_request, make_structure, make_task


def tasks_due(cast):
    """One task late since two weeks, one today, one in three days: in one mail."""
    Person.objects.filter(pk=cast.organiser.pk).update(language=cast.language)
    day = timezone.localdate()
    for days, title in (
        (-15, "Réserver la salle par écrit"),
        (0, "Prévenir les communes"),
        (3, "Ouvrir les inscriptions"),
    ):
        make_task(event=cast.event, title=title, fixed_on=day + timedelta(days=days), owner=cast.organiser)
    timetabling.queue_due(now=timezone.datetime(day.year, day.month, day.day, 9, tzinfo=zone()))


def asked(cast, **fields):
    Person.objects.filter(pk=cast.organiser.pk).update(language=cast.language)
    return make_hosting_request(
        territory=cast.territory, function="Maire", need="Garder le dernier commerce du village",
        body_name="Communauté de communes du Plateau", language=cast.language, **fields,
    )  # fmt: skip


def received(cast):
    asked(cast)
    _keep("hosting-received")


def replied(cast):
    request = asked(cast)
    request.question(by=cast.organiser, words="Quelle salle avez-vous en tête, et pour combien de personnes ?")
    request.reply(words="La salle des fêtes tient cent cinquante personnes.")


def accepted(cast):
    asked(cast).accept(by=cast.organiser, words="Avec joie. Nous vous appelons lundi.")


def declined(cast):
    asked(cast).decline(
        by=cast.organiser, words="Trois soirées sont déjà prévues cet automne : reparlons-en au printemps."
    )


def engaged(cast):
    request = asked(cast)
    request.accept(by=cast.organiser)
    engagement = Engagement(structure=make_structure(territory=cast.territory), contact_name="Bernadette Petitjean")
    request.engage(engagement, event=cast.event, communes=[], by=cast.organiser)


def _keep(kind):
    Message.objects.exclude(kind=kind).delete()


MAILS = {
    "events/hosting_accepted": accepted,
    "events/hosting_arrived": asked,
    "events/hosting_declined": declined,
    "events/hosting_engaged": engaged,
    "events/hosting_prove": lambda cast: asked(cast, proved=False),
    "events/hosting_questioned": lambda cast: asked(cast).question(by=cast.organiser, words="Quelle salle ?"),
    "events/hosting_received": received,
    "events/hosting_replied": replied,
    "events/tasks_due": tasks_due,
}
