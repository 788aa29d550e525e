"""Mails of the committee to who bears a project: lines of the gallery."""

from datetime import timedelta

from django.utils import timezone

from outbox.models import Message
from projects import handing
from projects.committee import agenda, asking, telling_bearers
from projects.committee.models import AgendaItem, Session, SlotNotice
from tests.factories import make_agenda_item, make_committee, make_expert, make_session
from tests.journeys.mails_projects import member, team


def on_the_agenda(cast):
    """A project that Léa bears, on the agenda of a session in a week."""
    project = team(cast)
    lead = member(project, lead=True)
    handing.accept(handing.ask_to_bear(project, lead), membership=lead)
    session = make_session(
        committee=make_committee(territory=project.territory), place="Salle du haut, Lons-le-Saunier"
    )
    return make_agenda_item(session=session, project=project)


def told(cast):
    item = on_the_agenda(cast)
    telling_bearers.tell_slots(item.session, now=timezone.now())
    Message.objects.filter(kind="committee-slot").update(status=Message.Status.SENT, sent_at=timezone.now())
    return item


def moved(cast):
    item = told(cast)
    Session.objects.filter(pk=item.session_id).update(place="Médiathèque, Lons-le-Saunier")
    item.session.refresh_from_db()
    telling_bearers.tell_slots(item.session, now=timezone.now())


def carried(cast):
    item = told(cast)
    AgendaItem.objects.filter(pk=item.pk).update(status=AgendaItem.Status.CARRIED)
    telling_bearers.tell_those_carried(now=timezone.now())


def asked(cast):
    item = told(cast)
    expert = make_expert(committee=item.session.committee)
    for text in ("Qui conduit quand les bénévoles sont en vacances ?", "Le minibus est-il acheté ou loué ?"):
        asking.ask(item, expert=expert, text=text)
    telling_bearers.queue_questions(now=timezone.now() + timedelta(hours=2))


def withdrawn(cast):
    item = told(cast)
    agenda.withdraw(item, why="Un devis manque encore.", by=None)
    return SlotNotice.objects.get(item=item)


MAILS = {
    "committee/slot_given": told,
    "committee/slot_changed": moved,
    "committee/slot_left": carried,
    "committee/questions_asked": asked,
    "committee/withdrawn": withdrawn,
}
