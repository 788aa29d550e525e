"""Mails of groups: joining, leading, leaving, falling asleep, writing to one another; lines of the gallery."""

import uuid

from django.utils import timezone

from ideas.groups import emails
from ideas.groups.models import Entry, GroupMessage, WantedRole, WorkingGroup
from tests.factories import make_member, make_working_group

PURPOSE = "Conduire au marché, chez le médecin ou au cinéma qui n’a pas de voiture."


def group_of(cast):
    """A group with Léa, who leads it, and Paul."""
    cast.idea.accept(by=None)
    group = make_working_group(idea=cast.idea, purpose=PURPOSE, lead=None)
    lead = make_member(
        group=group, email="lea@example.org", given_name="Léa", family_name="Vuillet", is_lead=True,
        language=cast.language,
    )  # fmt: skip
    paul = make_member(group=group, email="paul@example.org", role_title="le minibus", language=cast.language)
    return group, lead, paul


def asked(cast, **fields):
    group, *_others = group_of(cast)
    role = WantedRole.look_for(group, title="Comptable")
    values = {"given_name": "Zoé", "family_name": "Martin", "words": "Je tiens les comptes de la cantine.", **fields}
    return Entry.ask(group, email="zoe@example.org", language=cast.language, wanted_role=role, **values)


def invited(cast):
    group, lead, _paul = group_of(cast)
    values = {"given_name": "Max", "words": "Tu connais toutes les routes.", "role_title": "Tracer les tournées"}
    Entry.invite(group, email="max@example.org", membership=lead, language=cast.language, **values)


def known(cast):
    group, *_others = group_of(cast)
    Entry.ask(group, email="lea@example.org", given_name="Léa")


def arrived(cast):
    _group, lead, paul = group_of(cast)
    emails.arrived(lead, who=paul)


def silent(cast):
    now = timezone.now()
    group, *_others = group_of(cast)
    WorkingGroup.objects.update(active_at=now - timezone.timedelta(days=60))
    group.refresh_from_db()
    group.ask_whether_alive(now=now)
    return group


def awoken(cast):
    group = silent(cast)
    group.fall_asleep(now=timezone.now())
    group.wake(membership=group.memberships.get(email="paul@example.org"))


def offered(cast):
    _group, lead, paul = group_of(cast)
    paul.offer_lead(acting=lead)
    return paul


def written(cast):
    group, lead, _paul = group_of(cast)
    text = "La mairie prête le minibus jeudi.\nQui peut être là à 17 h ?"
    GroupMessage.write(group, key=uuid.uuid4(), text=text, author=lead)


MAILS = {
    "groups/welcome": lambda cast: emails.welcome(group_of(cast)[1]),
    "groups/known_already": known,
    "groups/confirm": asked,
    "groups/asked_to_join": lambda cast: asked(cast, proved=True),
    "groups/not_accepted": lambda cast: asked(cast, proved=True).refuse(why="Le minibus est plein."),
    "groups/invited": invited,
    "groups/arrived": arrived,
    "groups/left": lambda cast: group_of(cast)[1].leave(),
    "groups/removed": lambda cast: group_of(cast)[2].remove(why="Vous ne venez plus depuis l’hiver."),
    "groups/lead_offered": offered,
    "groups/lead_taken": lambda cast: offered(cast).take_lead(),
    "groups/alive": silent,
    "groups/asleep": lambda cast: silent(cast).fall_asleep(now=timezone.now()),
    "groups/awake": awoken,
    "groups/closed": lambda cast: group_of(cast)[0].close(why="La mairie reprend le service."),
    "groups/message": written,
}
