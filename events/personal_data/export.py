"""What evenings hold of one person, for « Mes données » (D58): a fixed number of statements, whatever they did."""

from events import short_lived
from events.models import Facilitator, FacilitatorCall, PhotoRemoval, Task
from events.personal_data import year


def export(person):
    """Everything linked to the person, or left with their address: as who comes, helps, answers for others or asks."""
    mine = person.registrations.select_related(
        "event", "table__workshop", "commune", "need", "authorisation", "postal_address"
    )
    mine = mine.prefetch_related(
        "profiles", "consents", "companions", "steps", "attendances", "need__ticks", "rides__commune",
        "rides__requests_out", "waits__workshop", "wishes__workshop", "letters",
    ).order_by("pk")  # fmt: skip
    return {
        "registrations": [_registration(one) for one in mine],
        "facilitations": _facilitations(person),
        "calls_for_facilitators": _calls(person),
        "photo_removals": _removals(person),
        "tasks": _tasks(person),
        **short_lived.export(person),
        **year.export(person),
    }


def _registration(registration):
    postal = getattr(registration, "postal_address", None)
    return {
        "evening": str(registration.event),
        "begins": registration.event.starts_at,
        "state": registration.get_status_display(),
        "ticket": registration.code,
        "workshop": str(registration.table.workshop) if registration.table else "",
        "wishes": [str(wish.workshop) for wish in sorted(registration.wishes.all(), key=lambda wish: wish.rank)],
        "waits": [
            {"for": str(wait.workshop or ""), "state": wait.get_status_display(), "since": wait.since}
            for wait in registration.waits.all()
        ],
        "given_name": registration.given_name,
        "family_name": registration.family_name,
        "email": registration.email,
        "paid_by": registration.payer_email,
        "phone": registration.phone,
        "postal_address": postal.lines if postal else "",
        "letters": [{"subject": one.subject, "text": one.text} for one in registration.letters.all()],
        **short_lived.exported(registration),
        "commune": registration.place,
        "age": registration.get_age_band_display(),
        "profiles": [profile.get_profile_display() for profile in registration.profiles.all()],
        "registered_by": registration.get_source_display(),
        "registered_at": registration.created_at,
        "came_with": [companion.full_name for companion in registration.companions.all()],
        "presence": [row.at for row in registration.attendances.all() if row.undone_at is None],
        "consents": [
            {
                "purpose": consent.get_purpose_display(),
                "text_version": consent.text_version,
                "given_at": consent.given_at,
                "withdrawn_at": consent.withdrawn_at,
            }
            for consent in registration.consents.all()
        ],
        "history": [
            {"what": step.get_kind_display(), "details": step.details, "at": step.at}
            for step in reversed(registration.steps.all())
        ],
    }


def _facilitations(person):
    """The tables that their address facilitates, with what they answered."""
    rows = Facilitator.objects.of_address(person.email).select_related("event", "table__workshop", "structure")
    return [
        {
            "evening": str(one.event),
            "table": str(one.table or ""),
            "state": one.get_status_display(),
            "given_name": one.given_name,
            "family_name": one.family_name,
            "email": one.email,
            "phone": one.phone,
            "structure": str(one.structure or ""),
            "needs": one.needs,
            "history": [
                {"what": step.get_kind_display(), "details": step.details, "at": step.at} for step in one.steps.all()
            ],
        }
        for one in rows.prefetch_related("steps__table").order_by("pk")
    ]


def _calls(person):
    """The calls written to them as the contact of a partner."""
    rows = FacilitatorCall.objects.filter(contact_email__iexact=person.email or "-").select_related(
        "event", "structure"
    )
    return [
        {
            "evening": str(one.event),
            "structure": str(one.structure),
            "name": one.contact_name,
            "email": one.contact_email,
            "asked": one.message,
            "answer": one.answer,
            "state": one.get_status_display(),
            "at": one.called_at,
        }
        for one in rows.order_by("pk")
    ]


def _removals(person):
    rows = PhotoRemoval.objects.filter(email__iexact=person.email or "-").select_related("photo__event")
    return [
        {"evening": str(one.photo.event), "words": one.words, "email": one.email, "at": one.at, "done": one.handled_at}
        for one in rows.order_by("pk")
    ]


def _tasks(person):
    """What timetables give them to do."""
    rows = Task.objects.filter(owner=person).select_related("event").order_by("pk")
    return [{"evening": str(one.event), "task": one.title, "day": one.due_on, "note": one.note} for one in rows]
