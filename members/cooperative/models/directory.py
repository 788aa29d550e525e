"""The directory of members: what each offers and seeks, shown to other members on consent alone (D56)."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.folding import fold, words
from members.cooperative import consents
from members.cooperative.models.member import Member
from members.models import Commune


class EntryQuerySet(models.QuerySet):
    def shown(self, day=None):
        """Those whose member agreed, and is in the register on `day` (today by default)."""
        return self.exclude(shown_since=None).filter(member__in=Member.objects.registered(day))

    def visible_to(self, members):
        """What `members` (a person's memberships) may read: the entries of their own cooperatives."""
        return self.shown().filter(member__cooperative__in=members.values("cooperative"))

    def of_territory(self, territory):
        return self.shown().filter(member__cooperative__territory=territory)

    def matching(self, search):
        """Every word of `search`, without accents or capitals."""
        found = self
        for word in words(search):
            found = found.filter(folded__contains=word)
        return found

    def for_display(self):
        return self.select_related("member__college", "member__cooperative", "commune")


class Entry(models.Model):
    """One member's words; without `shown_since` nobody reads them, and nothing of them is kept."""

    TEXTS = ("offers", "seeks", "place")

    member = models.OneToOneField(Member, models.CASCADE, related_name="entry")
    offers = models.TextField(_("what I offer"), max_length=600, blank=True)
    seeks = models.TextField(_("what I seek"), max_length=600, blank=True)
    commune = models.ForeignKey(Commune, models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.CharField(_("where"), max_length=120, blank=True)  # a village, a valley, « chez vous »
    shown_since = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    consent_version = models.CharField(max_length=20, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    folded = models.TextField(editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the directory")
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_since=None, offers="", seeks="", place="", commune=None)
                | Q(shown_since__isnull=False) & ~Q(offers="", seeks=""),
                name="cooperative_entry_shown_says_something",
                violation_error_message=_("Say what you offer, or what you seek."),
            )
        ]

    def __str__(self):
        return str(self.member)

    @property
    def is_shown(self):
        return self.shown_since is not None

    @property
    def where(self):
        """The commune, the words typed, or both."""
        return " · ".join(filter(None, [str(self.commune or ""), self.place]))

    @classmethod
    @transaction.atomic
    def show(cls, member, *, offers, seeks, commune=None, place="", now=None):
        """Show these words to the other members; `member` agreed just now (D56).

        ValidationError: `empty` when neither says anything, `left` when the member is no longer in the register.
        """
        offers, seeks, place = offers.strip(), seeks.strip(), place.strip()
        if not (offers or seeks):
            raise ValidationError(_("Say what you offer, or what you seek: a few words are enough."), code="empty")
        if not Member.objects.registered().filter(pk=member.pk).exists():
            raise ValidationError(_("Only members in the register are in the directory."), code="left")
        now = now or timezone.now()
        names = [str(member), str(commune or ""), offers, seeks, place]
        values = {"offers": offers, "seeks": seeks, "commune": commune, "place": place, "folded": fold(" ".join(names))}
        entry, made = cls.objects.get_or_create(
            member=member, defaults={**values, "shown_since": now, "consent_version": consents.VERSION}
        )
        if not made:
            kept = entry.is_shown and entry.consent_version == consents.VERSION
            values |= {"shown_since": entry.shown_since if kept else now, "consent_version": consents.VERSION}
            cls.objects.filter(pk=entry.pk).update(**values, withdrawn_at=None, changed_at=now)
            entry.refresh_from_db()
        return entry

    def withdraw(self, *, now=None):
        """Leave the directory: the words go at once, with the consent; twice changes nothing."""
        now = now or timezone.now()
        gone = {"shown_since": None, "withdrawn_at": now, "changed_at": now, "commune": None, "folded": "", **BLANK}
        Entry.objects.exclude(shown_since=None).filter(pk=self.pk).update(**gone)
        self.refresh_from_db()


BLANK = dict.fromkeys(Entry.TEXTS, "")
