"""To whom a campaign goes: a choice that can be kept, counted and looked for again (D57, D59)."""

from dataclasses import asdict, dataclass, field

from django.db.models import Exists, OuterRef, TextChoices
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from events.models.facilitator import Facilitator
from events.models.record import RegistrationConsent
from events.models.registration import Registration
from outbox.models import EVERYTHING, Mailbox, OptOut

MOST_EVENINGS = 30  # evenings offered as a choice, the latest ones


class Who(TextChoices):
    REGISTERED = "registered", _("everyone registered")
    PRESENT = "present", _("those who came")
    ABSENT = "absent", _("those who did not come")
    WAITING = "waiting", _("those on the waiting list")
    UNPLACED = "unplaced", _("those without a table")
    FACILITATORS = "facilitators", _("facilitators")


@dataclass(frozen=True)
class Audience:
    """A choice of people: of which evenings (keys), who of them, and what narrows it."""

    events: tuple = ()
    who: str = Who.REGISTERED
    workshop: int | None = None
    profile: str = ""
    commune: str = ""
    adults: bool = False
    news: bool = False

    @classmethod
    def kept(cls, values):
        """Return the audience kept as JSON."""
        return cls(**{**values, "events": tuple(values.get("events", ()))})

    def to_keep(self):
        return {**asdict(self), "events": list(self.events)}

    def select(self, territory, *, news, topic=""):
        """Return the `Selection` of this audience now, within `territory`; `news` keeps only who agreed to get some."""
        rows = self._facilitators(territory) if self.who == Who.FACILITATORS else self._registrations(territory, news)
        letter = "f" if self.who == Who.FACILITATORS else "r"
        found, without = {}, 0
        for pk, address in rows:
            if address:
                found[address] = f"{letter}{pk}"  # of several at one address, the latest
            else:
                without += 1
        dead = set(Mailbox.objects.dead().values_list("address", flat=True)) & found.keys()
        refused = (_refusing(territory, topic) & found.keys()) - dead if news else set()
        kept = {address: ref for address, ref in sorted(found.items()) if address not in dead | refused}
        return Selection(kept, rows=len(rows), without_address=without, dead=len(dead), refused=len(refused))

    def _registrations(self, territory, news):
        rows = Registration.objects.filter(event__in=self._events(territory), erased_at=None)
        rows = {
            Who.REGISTERED: rows.live,
            Who.PRESENT: rows.present,
            Who.ABSENT: rows.absent,
            Who.WAITING: rows.waiting,
            Who.UNPLACED: rows.unplaced,
        }[Who(self.who)]()
        if self.workshop:
            rows = rows.filter(table__workshop=self.workshop)
        if self.profile:
            rows = rows.of_profile(self.profile)
        if self.commune:
            rows = rows.filter(commune=self.commune)
        if self.adults:
            rows = rows.exclude(age_band__in=Registration.MINOR)
        if self.news or news:
            agreed = RegistrationConsent.objects.standing().filter(
                registration=OuterRef("pk"), purpose=RegistrationConsent.Purpose.NEWSLETTER
            )
            # News go to the address that agreed, not to that of who paid or brought the person along.
            return list(rows.filter(Exists(agreed)).exclude(email=None).order_by("pk").values_list("pk", "email"))
        reached = dict(rows.with_address().values_list("pk", "mail_address"))
        return [(pk, reached.get(pk)) for pk in rows.order_by("pk").values_list("pk", flat=True)]

    def _facilitators(self, territory):
        rows = Facilitator.objects.standing().filter(event__in=self._events(territory)).order_by("pk")
        if self.workshop:
            rows = rows.filter(table__workshop=self.workshop)
        return [(pk, address.lower()) for pk, address in rows.values_list("pk", "email")]

    def _events(self, territory):
        return Event.objects.filter(territory=territory, pk__in=self.events)


@dataclass(frozen=True)
class Selection:
    """Who gets a campaign: {address: who}, one mail per address, and why others do not."""

    people: dict = field(default_factory=dict)
    rows: int = 0
    without_address: int = 0
    dead: int = 0
    refused: int = 0

    def __len__(self):
        return len(self.people)

    @property
    def shared(self):
        """How many share an address with someone else: a family gets one mail."""
        return self.rows - self.without_address - self.dead - self.refused - len(self)


def read(references):
    """Return {reference: Registration or Facilitator} with what a mail says of each, in two statements."""
    keys = {letter: [int(ref[1:]) for ref in references if ref[0] == letter] for letter in "rf"}
    people = Registration.objects.select_related("event__territory", "table__workshop", "brought_by")
    found = {f"r{one.pk}": one for one in people.filter(pk__in=keys["r"], erased_at=None)}
    helpers = Facilitator.objects.select_related("event__territory", "table__workshop").filter(pk__in=keys["f"])
    return found | {f"f{one.pk}": one for one in helpers}


def _refusing(territory, topic):
    """The addresses that want no news: they said so, or took back what they had agreed to later than they agreed."""
    refused = set(OptOut.objects.filter(topic__in=(topic, EVERYTHING)).values_list("address", flat=True))
    consents = RegistrationConsent.objects.filter(
        registration__event__territory=territory,
        purpose=RegistrationConsent.Purpose.NEWSLETTER,
        registration__email__isnull=False,
    )
    agreed, withdrew = {}, {}
    for address, given, withdrawn in consents.values_list("registration__email", "given_at", "withdrawn_at"):
        if withdrawn is None:
            agreed[address] = max(given, agreed.get(address, given))
        else:
            withdrew[address] = max(withdrawn, withdrew.get(address, withdrawn))
    return refused | {address for address, at in withdrew.items() if address not in agreed or agreed[address] < at}
