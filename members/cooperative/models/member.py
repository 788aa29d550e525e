"""Members of the cooperative: from an application to the register, then out of it; never deleted (D41–D44)."""

from django.conf import settings
from django.db import models
from django.db.models import DecimalField, IntegerField, Q, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.folding import fold, words
from members.cooperative.models.college import Category, College
from members.cooperative.models.cooperative import Cooperative


class MemberQuerySet(models.QuerySet):
    def registered(self, day=None):
        """Those in the register on `day` (today by default): one vote each, whatever their shares (D41)."""
        day = day or timezone.localdate()
        return self.filter(registered_on__lte=day).filter(Q(left_on=None) | Q(left_on__gt=day))

    def without_delegate(self):
        """Structures for which nobody is named (D41)."""
        return self.filter(kind=Member.Kind.STRUCTURE, given_name="", family_name="")

    def joining(self):
        """Those who applied and are not in the register yet."""
        return self.filter(status__in=(Member.Status.APPLIED, Member.Status.ACCEPTED))

    def of_person(self, person):
        """Those that `person` is, or votes for as delegate: by their proved address (D65)."""
        if not person.is_authenticated or not person.email:
            return self.none()
        return self.filter(Q(person=person) | Q(email__iexact=person.email))

    def ever_registered(self, day=None):
        """Those who have a number in the register, gone or not, and had entered it on `day` (today by default)."""
        return self.filter(registered_on__lte=day or timezone.localdate())

    def gone(self, day=None):
        """Those who had left on `day` (today by default)."""
        return self.filter(left_on__lte=day or timezone.localdate())

    def matching(self, search):
        """Those whose names or addresses hold each word of `search`; a number alone is one of the register."""
        if search.strip().isascii() and search.strip().isdigit():
            return self.filter(number=int(search.strip()[:9]))
        found = self
        for word in words(search):
            found = found.filter(folded__contains=word)
        return found

    def with_holdings(self, day):
        """With `held_shares` and `held_amount` (euros) of each at the end of `day`."""
        then = Q(movements__on__lte=day)
        amount = DecimalField(max_digits=12, decimal_places=2)
        return self.annotate(
            held_shares=Coalesce(Sum("movements__shares", filter=then), Value(0), output_field=IntegerField()),
            held_amount=Coalesce(Sum("movements__amount", filter=then), Value(0), output_field=amount),
        )


class Member(models.Model):
    """A person, or a structure that votes through its delegate (D41): names stand alone, as typed (D65)."""

    class Kind(models.TextChoices):
        PERSON = "person", _("a person")
        STRUCTURE = "structure", _("a structure")

    class Status(models.TextChoices):
        APPLIED = "applied", pgettext_lazy("member", "has applied")
        ACCEPTED = "accepted", pgettext_lazy("member", "accepted, payment awaited")
        REFUSED = "refused", pgettext_lazy("member", "refused")
        REGISTERED = "registered", pgettext_lazy("member", "member")
        LEFT = "left", pgettext_lazy("member", "no longer a member")

    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="members")
    number = models.PositiveIntegerField(_("number in the register"), null=True, editable=False)  # without gap: D43
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.PERSON)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="memberships_of_cooperatives"
    )
    given_name = models.CharField(_("given name"), max_length=80, blank=True)  # of the person, or of the delegate
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    organisation = models.CharField(_("name of the structure"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    address = models.TextField(_("postal address"), max_length=300, blank=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="members")
    college = models.ForeignKey(College, models.PROTECT, null=True, blank=True, related_name="members")
    is_authority = models.BooleanField(_("local authority"), default=False)  # D43
    notices_by_mail_since = models.DateField(
        _("agreed in writing to notices by e-mail, on"), null=True, blank=True
    )  # D45
    status = models.CharField(max_length=10, choices=Status, default=Status.APPLIED)
    applied_on = models.DateField(_("applied on"), default=timezone.localdate)
    registered_on = models.DateField(_("member since"), null=True, blank=True)
    left_on = models.DateField(_("member until"), null=True, blank=True)
    folded = models.CharField(max_length=400, default="", editable=False)  # begins as the register is sorted by name

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of the cooperative")
        indexes = [
            models.Index(fields=["cooperative", "status", "number"]),
            models.Index(fields=["cooperative", "folded", "id"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "number"], name="cooperative_number_once"),
            models.CheckConstraint(
                condition=Q(status__in=("registered", "left"), number__isnull=False, registered_on__isnull=False)
                | Q(status__in=("applied", "accepted", "refused"), number=None, registered_on=None),
                name="cooperative_registered_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(status="left", left_on__isnull=False) | ~Q(status="left") & Q(left_on=None),
                name="cooperative_left_has_a_day",
            ),
        ]

    def __str__(self):
        return self.organisation or f"{self.given_name} {self.family_name}".strip()

    def save(self, **kwargs):
        self.folded = self.folded_text()
        super().save(**kwargs)

    def folded_text(self):
        """What the register searches, and sorts by: the structure, the family name, the given name, the address."""
        return fold(f"{self.organisation} {self.family_name} {self.given_name} {self.email}")[:400]

    @property
    def sorted_name(self):
        """« Morel Claire »: as an alphabetical register writes a person; a structure by its own name."""
        return self.organisation or f"{self.family_name} {self.given_name}".strip()

    @property
    def language(self):
        """In which they are written to: that of their account, else French."""
        return self.person.language if self.person_id else "fr"
