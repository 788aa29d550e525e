"""The evenings: those of the past with their declared figures, tonight's and the coming one."""

from datetime import date, timedelta

from config.demonstration import files
from config.demonstration.calendar import at, day_of, minutes_between
from events.models import Event, Facilitator, Partner, Scene, Table, Theme, Workshop
from members.phones import clean_phone

OPENS_BEFORE = timedelta(days=75)  # the coming evening, 70 days ahead, is already open
NOTE_OF_PAST = "Titres d’ateliers proposés pour la démonstration\u00a0: ceux de l’époque ne sont pas connus."


def load_past(territories):
    """Make the editions held before the platform: declared figures only, a date or a place may be missing (D1)."""
    editions = {}
    for row in files.rows("editions"):
        starts_at = at(date.fromisoformat(row["date"]), "00:00") if row["date"] else None
        titles = any(workshop["edition"] == row["slug"] for workshop in files.rows("workshops"))
        told = row["date_text"][:1].upper() + row["date_text"][1:] + "." if row["date_text"] else ""
        editions[row["slug"]] = Event(
            territory=territories[row["territory"]],
            slug=row["slug"],
            brand=row["brand"],
            status=Event.Status.HISTORICAL,
            description=NOTE_OF_PAST if titles else told,
            starts_at=starts_at,
            venue_name=row["place"],
            declared_participants=row["participants"] or None,
            declared_workshops=row["workshops"] or None,
            declared_wording=row["wording"],
            declared_source=row["source"],
        )
    Event.objects.bulk_create(editions.values())
    return editions


def load_living(territories, *, now):
    """Make tonight's evening and those to come, with their scenes; return them by edition."""
    events, scenes = {}, []
    for row in files.evenings():
        day = day_of(row, now=now)
        event = events[row["edition"]] = Event(
            territory=territories[row["territory"]],
            slug=row["slug"],
            brand=row["brand"],
            tagline=row["tagline"],
            description=row["summary"],
            status=Event.Status.PUBLISHED,
            starts_at=at(day, row["starts"]),
            ends_at=at(day, row["ends"]),
            venue_name=row["place"],
            venue_address=row["address"],
            seating=row.get("seating", Event.Seating.FIRST_COME),
            registration_opens_at=at(day, "08:00") - OPENS_BEFORE,
        )
        scenes += [
            Scene(
                event=event,
                kind=scene["kind"],
                title=scene["title"],
                planned_at=at(day, scene["starts"]),
                minutes=minutes_between(scene["starts"], scene["ends"]),
                position=position,
            )
            for position, scene in enumerate(row["scenes"])
        ]
    Event.objects.bulk_create(events.values())
    Scene.objects.bulk_create(scenes)
    return events


def load_workshops(events):
    """Make the workshops of every edition, and the tables of the living ones, numbered in order."""
    themes = {theme.letter: theme for theme in Theme.objects.all()}
    workshops, tables = [], []
    for row in files.rows("workshops"):
        event = events[row["edition"]]
        workshop = Workshop(
            event=event,
            number=int(row["number"]),
            title=row["title"],
            question=row["question"],
            challenge=row["kind"] or Workshop.Challenge.IMAGINE,
            theme=themes[row["theme"]],
            status=Workshop.Status.PUBLISHED,
            bearer_name=row["bearer"],
            bearer_agreed=bool(row["bearer"]),
        )
        workshops.append(workshop)
        for _seat in range(int(row["tables"] or 0)):
            number = sum(table.event is event for table in tables) + 1
            tables.append(Table(event=event, workshop=workshop, number=number, room=row["room"]))
    Workshop.objects.bulk_create(workshops)
    Table.objects.bulk_create(tables)
    return tables


def load_helpers(events, tables, structures):
    """Put two facilitators at each table, from the fictional structures, and name the partners (D5)."""
    facilitators = []
    for event in events.values():
        of_event = [table for table in tables if table.event is event]
        # Thomas, of the cast, holds table 7: whoever signs in as him looks for it.
        for position, row in enumerate(files.people()["facilitators"][: 2 * len(of_event)]):
            facilitators.append(
                Facilitator(
                    event=event,
                    table=of_event[position // 2],
                    structure=structures[event.territory][row["structure"]],
                    given_name=row["given_name"],
                    family_name=row["family_name"],
                    email=row["email"],
                    phone=clean_phone(row["phone"]),
                )
            )
    Facilitator.objects.bulk_create(facilitators)
    Partner.objects.bulk_create(
        Partner(event=event, structure=structures[event.territory][row["name"]], part=row["part"], position=position)
        for event in events.values()
        for position, row in enumerate(files.people()["partners"])
    )
