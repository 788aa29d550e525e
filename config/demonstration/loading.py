"""Loads the demonstration once, then only keeps its dates at today's."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.demonstration import (
    animating,
    assembly,
    at_tables,
    campaigns,
    care,
    coaching,
    committee,
    cooperative,
    crowd,
    files,
    following,
    gatherings,
    groups,
    meetings,
    merging,
    moving,
    notebook,
    paper,
    places,
    programme,
    projects,
    seats,
    seeking,
    sorting,
    welcoming,
    year,
)
from events.models import Event, Registration
from ideas.models import Idea
from members.models import Person, Role, Territory
from outbox.models import Message

GATHERINGS = (crowd.TONIGHT, crowd.COMING, crowd.WISHING)  # of the living evenings, in their order


class OtherPeopleLiveHere(Exception):
    """The database already serves someone: inventing people beside theirs would deceive them."""


def is_loaded():
    return Person.objects.filter(email=files.cast()[0]["email"]).exists()


def refuse_other_people():
    """Raise OtherPeopleLiveHere unless the database is empty of people and of what they do."""
    if any(model.objects.exists() for model in (Person, Registration, Idea, Event, Territory)):
        raise OtherPeopleLiveHere(
            _(
                "This database already holds people, territories or evenings: the demonstration was not loaded and "
                "nothing was changed. Give it an empty database: DATABASE_URL, or another VAR_DIR."
            )
        )


def refresh(*, now):
    """Bring a loaded demonstration to today; return (evenings moved, people who arrived)."""
    with transaction.atomic():
        moved = moving.move_to_today(now=now)
        committee.move_to_today(now=now)
        assembly.move_to_today(now=now)
        arrived = moving.begin_evening(by=Person.objects.get(email=files.cast()[0]["email"]), now=now)
    return moved, arrived


@transaction.atomic
def load(*, now, say):
    """Load everything or nothing, telling each step to `say` (a function of one text).

    One transaction although it lasts over a second: it runs before the web server starts, and half a demonstration
    could neither be completed nor told from a real platform.
    """
    refuse_other_people()
    say(_("Territories, perimeters and declared figures…"))
    territories = places.load_territories()
    home, hills = territories["pays-ledonien"], territories["petite-montagne"]
    structures = {territory: places.load_structures(territory) for territory in (home, hills)}
    say(_("People with a role…"))
    people = places.load_cast(territories)
    organiser = next(iter(people.values()))
    say(_("Evenings, workshops and tables…"))
    past = programme.load_past(territories)
    living = programme.load_living(territories, now=now)
    tables = programme.load_workshops({**past, **living})
    programme.load_helpers(living, tables, structures)
    say(_("Registrations…"))
    day = timezone.localdate(now)
    for (edition, event), gathering in zip(living.items(), GATHERINGS, strict=True):
        of_event = [table for table in tables if table.event is event]
        communes = crowd.weighted_communes(event.territory, day=day)
        gathered = crowd.Crowd(event, of_event, gathering=gathering, communes=communes, now=now)
        if edition == "ce-soir":
            gathered.welcome(people[files.resident()["email"]])
        gathered.save()
    care.load(living["a-venir"], now=now)
    seats.load_waiting(living["a-venir"], now=now)
    seats.load_wishes(living["souhaits"])
    campaigns.load(living, by=organiser, now=now)
    animating.load_team(living, structures, by=organiser, now=now)
    year.load_timetables(living.values(), by=organiser, now=now)
    year.load_requests(home, now=now)
    say(_("Ideas…"))
    tonight = living["ce-soir"]
    notebook.load_ideas(tonight, [table for table in tables if table.event is tonight], by=organiser, now=now)
    at_tables.load(tonight)
    welcoming.load(tonight, by=organiser)
    paper.load(tonight, [table for table in tables if table.event is tonight], by=organiser)
    gatherings.load(tonight, past["lons-2019"], by=organiser, now=now)
    following.load(past["lons-2019"], living["a-venir"], by=organiser)
    merging.load(tonight, by=organiser, now=now)
    projects.load(tonight, by=organiser, now=now)
    seeking.load()
    sorting.load(tonight, by=organiser)
    groups.load(tonight, now=now)
    meetings.load(now=now)
    coaching.load(tonight, now=now)
    committee.load(home, by=organiser, now=now)
    say(_("Cooperative…"))
    cooperative.load(home, now=now)
    moving.begin_evening(by=organiser, now=now)
    Message.objects.waiting().delete()  # what verbs wrote to people who have no letterbox


def summary():
    """Return what the demonstration holds, as (number, words) pairs."""
    return [
        (Territory.objects.count(), _("territories")),
        (Event.objects.count(), _("evenings")),
        (Registration.objects.count(), _("registrations")),
        (Idea.objects.count(), _("ideas")),
        (Role.objects.count(), _("roles")),
    ]
