"""Minutes of a body that meets: numbered without a gap, chained, never changed once adopted (D31, D51).

A committee today, assemblies later: what a body writes in them is its own, how they are kept is here.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.guards import Frozen, Holds, Kept
from members.fingerprints import of_addendum, of_minutes
from members.models.territories import Territory

FACTS = (
    "territory", "body", "number", "held_on", "title", "content", "language", "status", "adopted_at", "adopted_as",
    "previous_sha256", "sha256",
)  # fmt: skip
STAYS = _("Adopted minutes never change: an addendum follows them.")


class MinutesQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(status=Minutes.Status.DRAFT)

    def adopted(self):
        return self.filter(status=Minutes.Status.ADOPTED)

    def chain(self, territory, body):
        """The adopted ones of one body, in the order of their numbers."""
        return self.adopted().filter(territory=territory, body=body).order_by("number")


class Minutes(models.Model):
    """What a meeting says it did; `content` is described in `members.minutes`.

    A draft changes and may be thrown away. Adoption gives the next number of its territory and body, and a fingerprint
    that holds the one before: nothing of it changes any more, by any path. Names stay in it after an erasure (D51).
    """

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("minutes", "draft")
        ADOPTED = "adopted", pgettext_lazy("minutes", "adopted")

    guards = [
        Frozen("members_minutes_stay", fields=FACTS, once="OLD.status = 'adopted'", says=STAYS),
        Kept("members_minutes_are_kept", once="OLD.status = 'adopted'", says=_("Adopted minutes are kept.")),
        Holds(
            "members_minutes_follow_one_another",
            fields=["territory", "body", "number", "previous_sha256"],
            says=_("Minutes follow one another: no number is left out, and each holds the mark of the one before."),
            condition="NEW.number IS NULL OR NEW.number = (SELECT COUNT(*) FROM members_minutes m"
            " WHERE m.territory_id = NEW.territory_id AND m.body = NEW.body AND m.number IS NOT NULL)"
            " AND NEW.previous_sha256 = COALESCE((SELECT m.sha256 FROM members_minutes m"
            " WHERE m.territory_id = NEW.territory_id AND m.body = NEW.body AND m.number = NEW.number - 1), '')",
        ),
    ]

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="minutes")
    body = models.CharField(max_length=20)  # whose: "committee"
    number = models.PositiveIntegerField(null=True, blank=True)  # given by adoption
    held_on = models.DateField(_("held on"))
    title = models.CharField(_("title"), max_length=200)
    content = models.JSONField()
    language = models.CharField(max_length=5, default="fr")
    status = models.CharField(max_length=7, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=0)  # counts corrections, so that two windows never overwrite
    previous_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_as = models.CharField(max_length=300, blank=True)  # who adopted and how, as the minutes say it
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a session", "minutes")
        verbose_name_plural = pgettext_lazy("several meetings", "minutes")
        constraints = [
            models.UniqueConstraint(fields=["territory", "body", "number"], name="members_one_minutes_per_number"),
            models.CheckConstraint(
                condition=Q(status="draft", number=None, adopted_at=None, sha256="", previous_sha256="")
                | Q(status="adopted", number__gte=1, adopted_at__isnull=False) & ~Q(sha256=""),
                name="members_adopted_minutes_have_their_number",
            ),
        ]

    def __str__(self):
        return f"{self.number or '…'} · {self.title}"

    @property
    def is_adopted(self):
        return self.status == self.Status.ADOPTED

    @property
    def mark(self):
        """The beginning of its fingerprint, as people compare it: « 3f9a 12c4 0b7e »."""
        return " ".join(self.sha256[place : place + 4] for place in (0, 4, 8))

    @transaction.atomic
    def correct(self, *, content, version):
        """Replace what a draft says; ValidationError `stale` when `version` was written over, or it was adopted."""
        draft = Minutes.objects.drafts().filter(pk=self.pk, version=version)
        self._once(draft, content=content, version=version + 1)

    @transaction.atomic
    def adopt(self, *, by, said, version, now=None):
        """Give it its number, once; `said` is how it was adopted, in words that stay. ValidationError `stale`.

        Adoptions of one territory follow one another: its row is held until the end of the transaction, so that fifty
        at once take fifty numbers without a gap.
        """
        Territory.objects.select_for_update(no_key=True).get(pk=self.territory_id)
        self.refresh_from_db()
        last = Minutes.objects.chain(self.territory_id, self.body).last()
        self.number = last.number + 1 if last else 1
        self.adopted_at, self.adopted_as = now or timezone.now(), said.strip()[:300]
        self.previous_sha256 = last.sha256 if last else ""
        self._once(
            Minutes.objects.drafts().filter(pk=self.pk, version=version),
            status=self.Status.ADOPTED, number=self.number, previous_sha256=self.previous_sha256,
            sha256=of_minutes(self), adopted_at=self.adopted_at, adopted_as=self.adopted_as, adopted_by=by,
        )  # fmt: skip

    @transaction.atomic
    def add(self, text, *, by, said, now=None):
        """Follow adopted minutes with an addendum, in the order of arrival; return it. ValidationError without text.

        The same words twice, by a double click, are one addendum: nothing could take the other one away.
        """
        if not text.strip():
            raise ValidationError(_("Write what this addendum says."), code="text")
        Minutes.objects.select_for_update(no_key=True).get(pk=self.pk)
        last = self.addenda.order_by("number").last()
        if last and last.text == text.strip():
            return last
        addendum = MinutesAddendum(
            minutes=self, number=last.number + 1 if last else 1, text=text.strip(), added_at=now or timezone.now(),
            added_as=said.strip()[:300], added_by=by, previous_sha256=last.sha256 if last else self.sha256,
        )  # fmt: skip
        addendum.sha256 = of_addendum(addendum)
        addendum.save(force_insert=True)
        return addendum

    def _once(self, rows, **values):
        if not rows.update(**values):
            raise ValidationError(
                _("These minutes changed meanwhile: look at them again. What you typed is still here."), code="stale"
            )
        self.refresh_from_db()


class MinutesAddendum(models.Model):
    """What is said after adoption: a correction, a precision. Never changed, only followed by another."""

    guards = [
        Frozen(
            "members_addendum_stays",
            fields=["minutes", "number", "text", "added_at", "added_as", "previous_sha256", "sha256"],
            says=_("An addendum never changes: another one follows it."),
        ),
        Kept("members_addendum_is_kept", says=_("An addendum is kept.")),
        Holds(
            "members_addenda_follow_adopted_minutes",
            fields=["minutes", "number", "previous_sha256"],
            says=_("Addenda follow adopted minutes, and one another."),
            condition="NEW.number = (SELECT COUNT(*) FROM members_minutesaddendum a"
            " WHERE a.minutes_id = NEW.minutes_id)"
            " AND NEW.previous_sha256 = COALESCE((SELECT a.sha256 FROM members_minutesaddendum a"
            " WHERE a.minutes_id = NEW.minutes_id AND a.number = NEW.number - 1),"
            " (SELECT m.sha256 FROM members_minutes m WHERE m.id = NEW.minutes_id AND m.status = 'adopted'))",
        ),
    ]

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="addenda")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("addendum"), max_length=4000)
    added_at = models.DateTimeField()
    added_as = models.CharField(max_length=300)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    previous_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="members_one_addendum_per_number")]

    def __str__(self):
        return f"{self.minutes_id} · {self.number}"
