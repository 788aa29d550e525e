"""The facilitator's kit: what to read, do and say at one table, as data that a page shows and typst prints."""

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from events import table_pages
from events.models import Facilitator, Registration, Scene, Table
from events.models.script import nearest, written
from events.scripts import script
from foundation import qr, typesetting, typography
from foundation.codes import spaced
from members.phones import spoken_phone

MOST_TABLES = 60  # an evening has 25
TEMPLATE = "events/kit.typ"


def kit(event, *, tables, person=None):
    """Return what the kit of `tables` (a queryset) says, in the language in force, in a fixed number of statements.

    `person`, a facilitator without a table yet, gets everything but the table. Keys are those of `events/kit.typ`.
    """
    scenes = list(event.scenes.in_order())
    coming = Registration.objects.live().order_by("given_name", "pk")
    chosen = tables.select_related("workshop").order_by("number").prefetch_related(
        Prefetch("registrations", coming), Prefetch("facilitators", Facilitator.objects.standing())
    )[:MOST_TABLES]  # fmt: skip
    work = next((scene for scene in scenes if scene.kind == Scene.Kind.WORK), None)
    scripts = written(event)
    return {
        "accent": event.territory.accent,
        "brand": event.brand,
        "territory": str(event.territory),
        "when": _when(event),
        "where": ", ".join(filter(None, [event.venue_name, event.venue_address])),
        "words": _words(event),
        "timetable": [_line(scene) for scene in scenes],
        "contacts": _contacts(event),
        "sheets": [_sheet(table, work, scripts) for table in chosen] or [_without_table(person, work, scripts)],
    }


def kit_pdf(event, *, tables, person=None):
    """Return the bytes of the PDF of these tables; 28 take 0.4 s on an idle machine, 3 s on a busy one, and 75 MB."""
    data = kit(event, tables=tables, person=person)
    title = _("Facilitator’s kit · %(evening)s") % {"evening": event}
    return typesetting.pdf(TEMPLATE, data, language=get_language(), title=title)


def whole_tables(event):
    """The tables of published and draft workshops, for the whole pile."""
    return Table.objects.filter(event=event)


def _when(event):
    if not event.starts_at:
        return _("No date yet")
    begins, language = timezone.localtime(event.starts_at), get_language()
    return f"{typography.long_date(begins, language=language)}, {typography.hour(begins, language=language)}"


def _line(scene):
    return {"hour": _hour(scene.planned_at), "title": scene.title, "length": _minutes(scene.minutes)}


def _hour(moment):
    return typography.hour(timezone.localtime(moment), language=get_language())


def _minutes(count):
    return ngettext("%(count)s min", "%(count)s min", count) % {"count": count}


def _contacts(event):
    territory = event.territory
    team = [spoken_phone(territory.contact_phone), territory.contact_email]
    found = [{"who": _("The team of the evening"), "how": " · ".join(filter(None, team))}] if any(team) else []
    return [
        *found,
        {"who": _("Emergencies, from any phone"), "how": "112"},
        {"who": _("Someone is unwell (ambulance)"), "how": "15"},
        {"who": _("By text message, for whoever cannot hear or speak"), "how": "114"},
    ]


def _sheet(table, work, scripts):
    workshop = table.workshop
    boosts = workshop.challenge == workshop.Challenge.BOOST
    address = table_pages.address_of(table)
    return {
        "number": str(table.number),
        "title": workshop.title,
        "question": workshop.question,
        "room": table.room,
        "bearer": workshop.bearer_name if boosts and workshop.bearer_agreed else "",
        "facilitators": [str(person) for person in table.facilitators.all()],
        "script": _script(work, boosts=boosts, written=nearest(scripts, table=table)),
        "code": spaced(table.code),
        "qr": qr.drawing(address) if address else "",
        "picture": qr.svg(address) if address else "",
        "expected": [short_name(registration) for registration in table.registrations.all()],
    }


def _without_table(person, work, scripts):
    return {
        "number": "",
        "title": _("Your table: to be told"),
        "question": "",
        "room": "",
        "bearer": "",
        "facilitators": [str(person)] if person else [],
        "script": _script(work, boosts=False, written=nearest(scripts)),
        "code": "",
        "qr": "",
        "picture": "",
        "expected": [],
    }


def _script(work, *, boosts, written):
    if work is None:
        return []
    return [
        {"hour": _hour(step.begins_at), "length": _minutes(step.minutes), "title": step.title, "words": step.words}
        for step in script(work.planned_at, work.minutes, boosts=boosts, written=written)
    ]


def short_name(registration):
    """« Nadia M. »: enough to greet someone, not enough to find them (D59)."""
    initial = registration.family_name[:1].upper()
    return f"{registration.given_name} {initial}." if initial else registration.given_name or _("Erased name")


def _words(event):
    """The sentences of the kit, by the place where they stand."""
    return {
        "kit": _("Facilitator’s kit"),
        "table": _("Table"),
        "welcome": _("Welcome"),
        "welcome_text": _(
            "Thank you for helping a table tonight. You need not know the subject: you make sure that everyone speaks, "
            "that time is kept, and that an idea leaves the table written."
        ),
        "role": _("Your part"),
        "role_items": [
            _("Be there half an hour early: say hello to people as they sit down."),
            _("Give the floor to who says little; thank and cut short who says a lot."),
            _("Stay neutral: ask questions, do not defend your idea."),
            _("With two of you: one leads, the other writes and watches the time."),
            _("Someone is missing, someone is too many: tell the team, do not turn anyone away."),
        ],
        "timetable": _("The evening, hour by hour"),
        "question": _("The question of the table"),
        "script": _("Step by step"),
        "sheet": _("A good idea sheet"),
        "sheet_items": [
            _("A title of a few words, that one remembers."),
            _("The need: who lacks what, here, today."),
            _("The solution: what one would see if it existed."),
            _("A first step within 30 days, and somebody who says “I will”."),
        ],
        "code": _("Code of the table"),
        "code_text": _("A phone that reads this code opens the page where ideas are written, even without network."),
        "expected": _("Expected at your table"),
        "nobody": _("Nobody has chosen this table yet: people will be seated at the door."),
        "facilitators": _("Facilitated by"),
        "bearer": _("Project borne by"),
        "contacts": _("Who to call"),
        "no_script": _("The programme does not say yet when tables work: the team will tell you."),
    }
