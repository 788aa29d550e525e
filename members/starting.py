"""An empty platform becomes someone's: the secret link that opens the assistant, and the assistant's steps.

Whoever holds the link may open the first territory and administers it. It is printed by `make start` as long as nobody
administers anything, expires, and serves once: nobody else on the network can seize an empty platform (D64).
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation import links
from foundation.models import Link
from members.models import Role

PURPOSE, SUBJECT = "start", "platform"
LASTS = timedelta(hours=24)  # the terminal that printed it is still there
PAGES = [  # of the assistant, once the territory is open: its name, its words, its address
    ("territory", _("The territory"), "members:territory_edit"),
    ("perimeter", _("Its communes"), "members:territory_perimeter"),
    ("notices", _("Legal notices"), "members:territory_notices"),
    ("mail", _("Mail server"), "members:territory_mail"),
]


@dataclass(frozen=True)
class Step:
    """One step of the assistant: `state` is « done », « current » or empty; `url` is empty where one cannot go back."""

    name: str
    title: str | Promise
    url: str
    state: str


def is_unclaimed():
    """Whether nobody administers a territory: the assistant awaits its first organiser."""
    return not Role.objects.in_force().filter(kind=Role.Kind.ADMINISTRATOR).exists()


def new_link():
    """Return the address of the assistant; links printed before no longer open it."""
    links.revoke(PURPOSE, SUBJECT)
    link = links.act(PURPOSE, SUBJECT, lasts=LASTS)
    return settings.PUBLIC_URL + reverse("members:start", args=[links.token(link)])


def find(token):
    """Return the live link of a token, None once used, replaced or expired, or when the platform has an owner."""
    link = links.find(token or "", purpose=PURPOSE, kind=Link.Kind.ACT)
    return link if link and is_unclaimed() else None


@transaction.atomic
def claim(territory, *, token, by, names):
    """Open the first `territory` (not saved yet) and give it to `by`, once; ValidationError when someone was first."""
    link = find(token)
    if link is None or not links.spend(link):
        raise ValidationError(
            _("This link no longer opens anything: it served already, or another one was made since."), code="spent"
        )
    territory.set_up_at = None
    open_territory(territory, administrator=by.email, names=names)


@transaction.atomic
def open_territory(territory, *, administrator, names=None):
    """Save a checked territory and name its administrator by their address."""
    territory.full_clean()
    territory.save()
    Role.objects.give_to_address(
        administrator, names=names or {}, territory=territory, kind=Role.Kind.ADMINISTRATOR, by=None
    )


def steps(territory, current):
    """Return the `Step` list of the assistant; empty once it was gone through."""
    if territory is not None and territory.set_up_at:
        return []
    names = ["who", *(name for name, _title, _url in PAGES), "ready"]
    titles = [_("You"), *(title for _name, title, _url in PAGES), _("Ready")]
    place = names.index(current)
    return [
        Step(
            name,
            title,
            page_url(territory, name) if territory and name != "who" else "",
            "current" if number == place else "done" if number < place else "",
        )
        for number, (name, title) in enumerate(zip(names, titles, strict=True))
    ]


def page_url(territory, name):
    """Return the address of a page of the settings, or of the assistant's last page."""
    known = {page: url for page, _title, url in PAGES}
    return reverse(known.get(name, settings.TERRITORY_READY_URL), args=[territory.slug])


def after(territory, name):
    """Return where to go once the page `name` is saved: the next step, or the same page."""
    if territory.set_up_at:
        return page_url(territory, name)
    names = [*(page for page, _title, _url in PAGES), "ready"]
    return page_url(territory, names[names.index(name) + 1])
