"""A class or a company's team: seats held for it, people entered by their referent without any address (D59)."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.emails import care as emails_care
from events.models.event import Event
from events.models.registration import Registration
from events.models.workshop import Table
from foundation import links
from foundation.codes import new_code
from members.models import Structure

GROUP = "group"  # the purpose of the referent's access link
LINK_KEPT = timedelta(days=7)  # after the evening the referent has no more reason to see names of pupils
REFERENT_KEPT = timedelta(days=365)
MOST_SEATS = 120


class GroupQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(closed_at=None)

    def of_links(self, subjects):
        """What the access links `subjects` (texts) open now."""
        pks = [int(subject) for subject in subjects if subject.isdecimal()]
        return self.standing().filter(pk__in=pks)

    def with_counts(self):
        """Add `held` (seats still free for the group), `members` and `unauthorised` (minors without a yes)."""
        live = Q(seats__registration__status=Registration.Status.REGISTERED)
        missing = live & Q(
            seats__registration__age_band__in=Registration.MINOR, seats__registration__authorised_at=None
        )
        return self.annotate(
            held=Count("seats", filter=Q(seats__registration=None)),
            members=Count("seats", filter=live),
            unauthorised=Count("seats", filter=missing),
        )

    def incomplete(self):
        return self.standing().with_counts().filter(Q(held__gt=0) | Q(unauthorised__gt=0))

    def expired(self, now):
        return self.exclude(referent_name="", referent_email="").filter(event__ends_at__lt=now - REFERENT_KEPT)

    def blank(self):
        return self.update(referent_name="", referent_email="", referent_phone="", label="")


def new_group_code():
    return new_code(10)


class Group(models.Model):
    class Kind(models.TextChoices):
        SCHOOL = "school", _("a class")
        COMPANY = "company", _("a team from a company")

    event = models.ForeignKey(Event, models.CASCADE, related_name="groups")
    code = models.CharField(max_length=12, unique=True, default=new_group_code)
    kind = models.CharField(_("Group"), max_length=7, choices=Kind, default=Kind.SCHOOL)
    structure = models.ForeignKey(
        Structure, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("structure")
    )
    label = models.CharField(_("name of the group"), max_length=80)
    referent_name = models.CharField(_("referent’s name"), max_length=120)
    referent_email = models.EmailField(_("referent’s e-mail"))
    referent_phone = models.CharField(_("referent’s phone"), max_length=20, blank=True)
    language = models.CharField(_("language of the mails"), max_length=5, choices=settings.LANGUAGES, default="fr")
    closed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        ordering = ["label", "pk"]

    def __str__(self):
        return self.label or str(_("Erased name"))

    def get_absolute_url(self):
        return reverse("events:group", args=[self.code])

    @property
    def is_school(self):
        return self.kind == self.Kind.SCHOOL

    @property
    def is_open(self):
        return self.closed_at is None

    @classmethod
    @transaction.atomic
    def reserve(cls, group, *, seats, workshop=None):
        """Save the new `group`, hold `seats` for it at `workshop` (None: spread over all) and write to its referent.

        All or nothing: ValidationError("full") when there are not as many seats left (D4).
        """
        group.save()
        group.hold(seats, workshop=workshop)
        emails_care.group_opened(group, number=1)
        return group

    @transaction.atomic
    def hold(self, seats, *, workshop=None):
        """Hold `seats` more, all or none; spread, they are taken one by one where there is most room."""
        if not self.is_open or self.event.is_called_off:
            raise ValidationError(_("This group is closed: no seat can be kept for it any more."), code="closed")
        tables = Table.objects.filter(workshop__in=[workshop] if workshop else self.event.workshops.published())
        tables.hold()
        for _seat in range(seats):
            table = tables.claim() if workshop else self._roomiest(tables).claim()
            if table is None:
                raise ValidationError(
                    _("There are not as many seats left: nothing was kept. Ask for fewer, or spread the group."),
                    code="full",
                )
            self.seats.create(table=table)

    @transaction.atomic
    def give_back(self, seats):
        """Let go of `seats` that nobody of the group has taken; return how many there were."""
        free = list(self.seats.free().select_related("table").order_by("-pk")[:seats])
        return sum(seat.let_go() for seat in free)

    @transaction.atomic
    def close(self):
        """End the reservation: free seats go back to everyone, the link no longer opens; those entered stay."""
        if not Group.objects.standing().filter(pk=self.pk).update(closed_at=timezone.now()):
            raise ValidationError(_("This group is closed already."), code="stale")
        self.refresh_from_db()
        self.give_back(self.seats.free().count())
        links.revoke(GROUP, self.pk)
        emails_care.withdraw_to_group(self)

    def write_in(self, language):
        """The referent's mails are in `language` from now on."""
        self.language = language
        self.save(update_fields=["language"])

    def access_link(self):
        """The referent's address: scoped to this group, dated, revocable (D64)."""
        until = (self.event.ends_at or timezone.now()) + LINK_KEPT
        token = links.token(links.access(GROUP, self.pk, until=until))
        return settings.PUBLIC_URL + reverse("events:group_link", args=[token])

    @transaction.atomic
    def send_link_again(self):
        """Close the referent's links and write a new one: for a mail that went to the wrong person."""
        if not self.is_open:
            raise ValidationError(_("This group is closed: no seat can be kept for it any more."), code="closed")
        links.revoke(GROUP, self.pk)
        emails_care.withdraw_to_group(self)
        emails_care.group_opened(self, number=int(timezone.now().timestamp()))

    def people(self):
        """The registrations of the group that stand, by name."""
        found = Registration.objects.live().filter(group_seat__group=self)
        return found.select_related("table__workshop", "event__territory", "authorisation").order_by("folded", "pk")

    def _roomiest(self, tables):
        """The table where most seats are left: a group that is spread is really spread."""
        roomy = tables.with_room().order_by((models.F("seats") - models.F("seats_taken")).desc(), "number")
        return Table.objects.filter(pk__in=list(roomy.values_list("pk", flat=True)[:1]))


class GroupSeatQuerySet(models.QuerySet):
    def free(self):
        return self.filter(registration=None)


class GroupSeat(models.Model):
    """One seat claimed at a table for a group, free until someone of the group is entered on it."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="seats")
    # Gone with a table where nobody sits any more: who was entered on this seat moved or cancelled since.
    table = models.ForeignKey(Table, models.SET_NULL, null=True, related_name="group_seats")
    registration = models.OneToOneField(Registration, models.CASCADE, null=True, blank=True, related_name="group_seat")

    objects = GroupSeatQuerySet.as_manager()

    def __str__(self):
        return f"{self.group} · {self.table}"

    def take(self, registration):
        """Give the seat to `registration`, once; False when another one was first."""
        return bool(GroupSeat.objects.free().filter(pk=self.pk).update(registration=registration))

    def let_go(self):
        """Give a free seat back to everyone, once; return how many seats that is."""
        if not GroupSeat.objects.free().filter(pk=self.pk).delete()[0]:
            return 0
        self.table.release()
        return 1
