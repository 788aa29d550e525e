"""Letters to print for those who have no address for mails: the same news, on paper (D63)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models.registration import Registration

MOST_AT_ONCE = 300  # sheets of one pile


class LetterQuerySet(models.QuerySet):
    def of(self, event):
        return self.filter(registration__event=event)

    def waiting(self):
        return self.filter(status=Letter.Status.WAITING)

    def printed(self):
        return self.filter(status=Letter.Status.PRINTED)

    def counts(self):
        """Return {"waiting_count", "printed_count"}, in one statement."""
        status = Letter.Status
        return self.order_by().aggregate(
            waiting_count=Count("pk", filter=Q(status=status.WAITING)),
            printed_count=Count("pk", filter=Q(status=status.PRINTED)),
        )

    def standing(self):
        """To print or printed; not those that were taken back."""
        return self.exclude(status=Letter.Status.WITHDRAWN)

    def write(self, *, key, **fields):
        """Put one letter among those to print; a known key returns the known letter, one taken back is written anew."""
        letter, made = self.get_or_create(key=key, defaults=fields)
        if not made and letter.status == Letter.Status.WITHDRAWN:
            Letter.objects.filter(pk=letter.pk).update(status=Letter.Status.WAITING, **fields)
            letter.refresh_from_db()
        return letter

    def withdraw(self):
        """Take back what was not printed because it became untrue; return how many."""
        return self.waiting().update(status=Letter.Status.WITHDRAWN, text="")

    def pile(self):
        """Return the keys of the letters to print now: the oldest, as many as one pile holds."""
        return list(self.waiting().order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])

    def for_list(self):
        """With what a line of the list says, without the text of the sheet."""
        people = self.select_related("registration__commune", "registration__postal_address", "printed_by")
        return people.defer("text")

    def for_paper(self):
        """With what an envelope and a sheet say, name after name."""
        found = self.select_related(
            "registration__event__territory", "registration__commune", "registration__postal_address",
            "registration__table__workshop",
        )  # fmt: skip
        return found.order_by("registration__folded", "pk")

    @transaction.atomic
    def mark_printed(self, *, by, now):
        """Say that these letters are on paper; return how many were, whoever clicks twice."""
        return self.waiting().update(status=Letter.Status.PRINTED, printed_at=now, printed_by=by)

    @transaction.atomic
    def put_back(self):
        """The printer jammed: these letters wait again; return how many."""
        return self.printed().update(status=Letter.Status.WAITING, printed_at=None, printed_by=None)


class Letter(models.Model):
    """News on paper of one registration that no mail reaches; `key` says what it is and makes it unique."""

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("letter", "to print")
        PRINTED = "printed", pgettext_lazy("letter", "printed")
        WITHDRAWN = "withdrawn", pgettext_lazy("letter", "withdrawn")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="letters")
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=5, default="fr")
    subject = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    has_ticket = models.BooleanField(default=False)  # its code is drawn on the sheet
    status = models.CharField(max_length=9, choices=Status, default=Status.WAITING)
    printed_at = models.DateTimeField(null=True)
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("letter")
        indexes = [models.Index(fields=["status", "registration"])]

    def __str__(self):
        return self.subject

    @property
    def paragraphs(self):
        """The text as lists of lines, one list per paragraph."""
        parts = [part for part in self.text.split("\n\n") if part.strip()]
        return [[line.strip().removeprefix("* ") for line in part.strip().splitlines()] for part in parts]

    @property
    def address_lines(self):
        """What the envelope says under the name; nothing when the letter is to be handed over."""
        known = getattr(self.registration, "postal_address", None)
        return known.lines.splitlines() if known else []


class PostalAddress(models.Model):
    """Where letters to one person go by post; without it they are handed over."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="postal_address")
    lines = models.TextField(_("postal address"), max_length=300)

    def __str__(self):
        return self.lines

    @classmethod
    def keep(cls, registration, lines):
        """Keep the address typed for `registration`, or forget it when it is empty."""
        lines = "\n".join(line.strip() for line in lines.splitlines() if line.strip())
        if len(lines) > 300:
            raise ValidationError(_("This address is too long."))
        if lines:
            cls.objects.update_or_create(registration=registration, defaults={"lines": lines})
        else:
            cls.objects.filter(registration=registration).delete()
