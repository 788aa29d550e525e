"""Badges, eight per A4: given name, table, room, and who must not be on pictures.

A person's badge says « pas de photo » unless their consent stands: silence is a refusal (D56), and a minor's own tick
is no consent as long as no parent agreed (D59). Facilitators and team were never asked: theirs has a box to tick.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.forms.organising.printing import BadgeForm
from events.models import Facilitator
from events.models.photo import refusing_pictures
from events.printing import Document, in_pages, sheets
from events.printing.rooms import room_of, rooms_of
from members.models import Role

PER_PAGE = 8
MOST_TEAM = 400  # an evening has 60
BLANK = {
    "given_name": "", "more": "", "part": "", "table": "", "room": None, "no_photo": False, "is_asked": True,
    "is_blank": True,
}  # fmt: skip


def count(event, options):
    if options["qui"] == BadgeForm.BLANK:
        return options["combien"]
    if options["qui"] == BadgeForm.TEAM:
        return sheets(
            min(MOST_TEAM, _facilitators(event).count() + _organisers(event).values("person").distinct().count()),
            PER_PAGE,
        )
    return sheets(_people(event, options).count(), PER_PAGE)


def data(event, options, wanted):
    """Badges of the pages `wanted`, in five statements at most whoever comes."""
    badges = _badges(event, options, wanted)
    size = {"short": 11, "middle": 19, "long": 32}
    for badge in badges:
        badge["fits"] = next((fits for fits, most in size.items() if len(badge["given_name"]) <= most), "longest")
    return {"pages": in_pages(badges, PER_PAGE), "words": _words()}


def _badges(event, options, wanted):
    span = slice(wanted.start * PER_PAGE, wanted.stop * PER_PAGE)
    if options["qui"] == BadgeForm.BLANK:
        return [dict(BLANK) for _number in range(len(wanted) * PER_PAGE)]
    rooms = rooms_of(event)
    if options["qui"] == BadgeForm.TEAM:
        return _team(event, rooms)[span]
    people = list(_people(event, options).select_related("table")[span])
    refusing = set(refusing_pictures(event).filter(pk__in=[one.pk for one in people]).values_list("pk", flat=True))
    return [_person(one, rooms, refuses=one.pk in refusing) for one in people]


def _people(event, options):
    people = event.registrations.live().filter(erased_at=None)
    if options["qui"] == BadgeForm.SINCE and options["depuis"]:
        people = people.filter(created_at__gte=options["depuis"])
    if options["qui"] != BadgeForm.TABLES:
        return people.order_by("folded", "pk")
    if options["table"]:
        people = people.filter(table__number=int(options["table"]))
    return people.with_table_order().order_by("table_order", "folded", "pk")


def _person(one, rooms, *, refuses):
    return {
        **BLANK,
        "given_name": one.given_name,
        "more": f"{one.family_name[:1].upper()}." if one.family_name else "",
        "table": str(one.table.number) if one.table else "",
        "room": room_of(one.table, rooms),
        "no_photo": refuses or one.lacks_authorisation,
        "is_asked": False,
        "is_blank": False,
    }


def _team(event, rooms):
    facilitators = _facilitators(event).select_related("table", "structure").order_by("family_name", "given_name", "pk")
    found = [
        {
            **BLANK, "given_name": one.given_name or one.full_name, "more": str(one.structure or ""),
            "part": _("Facilitation"), "table": str(one.table.number) if one.table else "",
            "room": room_of(one.table, rooms), "is_blank": False,
        }
        for one in facilitators[:MOST_TEAM]
    ]  # fmt: skip
    for person in {role.person_id: role.person for role in _organisers(event).select_related("person")}.values():
        names = {"given_name": person.given_name or str(person), "more": str(event.territory)}
        found.append({**BLANK, **names, "part": _("Team"), "is_blank": False})
    return found[:MOST_TEAM]


def _facilitators(event):
    return Facilitator.objects.standing().filter(event=event)


def _organisers(event):
    return Role.objects.in_force().filter(territory=event.territory, kind__in=Role.ORGANISING).order_by("person")


def _words():
    return {"table": _("Table"), "no_photo": _("No photo"), "given_name": _("Given name")}


DOCUMENT = Document(
    name="badges",
    label=gettext_lazy("Badges"),
    what=gettext_lazy(
        "Eight per sheet: given name, table, room, and a crossed camera for who must not be on pictures."
    ),
    template="events/print/badges.typ",
    page="events/print/badges.html",
    form=BadgeForm,
    count=count,
    data=data,
)
