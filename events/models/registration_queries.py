"""The words in which registrations are looked for."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from events.models.event import Event
from events.models.record import RegistrationProfile
from foundation.folding import words

TICKET_KEPT = timedelta(days=120)  # follow-ups go on for three months after the evening (D10)


class RegistrationQuerySet(models.QuerySet):
    def live(self):
        return self.filter(status=self.model.Status.REGISTERED)

    def waiting(self):
        """On the waiting list only, without a seat anywhere (D4)."""
        return self.filter(status=self.model.Status.WAITING)

    def known(self):
        """Registered, or on the waiting list: their address is not typed twice."""
        return self.filter(status__in=(self.model.Status.REGISTERED, self.model.Status.WAITING))

    def with_wishes(self):
        """Those who said which workshops they wish for (D3)."""
        from events.models.wish import Wish

        return self.filter(Exists(Wish.objects.filter(registration=OuterRef("pk"))))

    def with_granted_wish(self):
        """Add `granted`: which of their wishes their seat is, 1 to 3; None for another workshop, or without a seat."""
        from events.models.wish import Wish

        wish = Wish.objects.filter(registration=OuterRef("pk"), workshop=OuterRef("table__workshop"))
        return self.annotate(granted=Subquery(wish.order_by("rank").values("rank")[:1]))

    def with_wheelchair(self):
        """Add `in_wheelchair`: whether the person asked for the room of one (D68)."""
        from events.models.needs import NeedTick

        asked = NeedTick.objects.filter(what=NeedTick.What.WHEELCHAIR, need__registration=OuterRef("pk"))
        return self.annotate(in_wheelchair=Exists(asked))

    def cancelled(self):
        return self.filter(status=self.model.Status.CANCELLED)

    def seated(self):
        return self.live().exclude(table=None)

    def of_party(self, head):
        """Who comes together: the one registered as `head`, and those whom they brought."""
        return self.filter(Q(pk=head) | Q(brought_by=head))

    def hold(self):
        """Lock these registrations until the end of the transaction, in one order, and before any table."""
        return list(self.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))

    def minors(self):
        return self.filter(age_band__in=self.model.MINOR)

    def without_authorisation(self):
        """Minors whose parent's authorisation has not been received (D59)."""
        return self.live().minors().filter(authorised_at=None)

    def without_commune(self):
        return self.filter(commune=None, commune_text="")

    def of_profile(self, profile):
        return self.filter(Exists(RegistrationProfile.objects.filter(registration=OuterRef("pk"), profile=profile)))

    def with_table_order(self):
        """Add `table_order`, the number of the table; people without a table come last."""
        return self.annotate(table_order=Coalesce("table__number", 32767))

    def unplaced(self):
        return self.live().filter(table=None)

    def with_address(self):
        """Add `mail_address`, where mails go (`Registration.address`), and leave out who has none."""
        paths = ("email", "payer_email", "brought_by__email", "brought_by__payer_email")
        found = Coalesce(*(NullIf(F(path), Value("")) for path in paths), output_field=models.CharField())
        return self.annotate(mail_address=Lower(found)).exclude(mail_address=None)

    def for_tickets(self):
        """With what a ticket says, address after address."""
        return self.select_related("table__workshop", "brought_by", "event__territory").order_by("mail_address", "pk")

    def of_links(self, subjects):
        """What access links open: the registrations named by `subjects`, and those they brought."""
        pks = [int(subject) for subject in subjects if subject.isdecimal()]
        return self.filter(Q(pk__in=pks) | Q(brought_by__in=pks), erased_at=None)

    def open_to(self, person, subjects):
        """What a visitor may see: what their links open, and what is linked to the person signed in."""
        opened = self.of_links(subjects)
        return opened if not person.is_authenticated else self.filter(Q(pk__in=opened.values("pk")) | Q(person=person))

    def to_find_again(self, email, *, now):
        """The tickets of an address that are still of use, whoever they name."""
        useful = self.live().filter(event__ends_at__gt=now - TICKET_KEPT)
        return useful.with_address().filter(mail_address=email.strip().lower()).for_tickets()

    def managed_by(self, person):
        return self.filter(event__in=Event.objects.managed_by(person))

    def held_by(self, person):
        """Linked to `person` since their address was proved (D65), latest evening first, with what a card shows."""
        mine = self.known().filter(person=person).select_related("event__territory", "table__workshop")
        return mine.order_by("-event__starts_at", "-pk")

    def of_address(self, email):
        return self.alias(lower=Lower("email")).filter(lower=email.strip().lower())

    def with_presence(self):
        """Add `is_present`."""
        from events.models.attendance import Attendance

        return self.annotate(is_present=Exists(Attendance.objects.standing().filter(registration=OuterRef("pk"))))

    def present(self):
        return self.live().with_presence().filter(is_present=True)

    def absent(self):
        return self.live().with_presence().filter(is_present=False)

    def matching(self, search):
        """Every word of `search`, without accents or capitals, in the names or the addresses."""
        found = self
        for word in words(search):
            found = found.filter(folded__contains=word)
        return found
