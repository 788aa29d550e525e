"""The words of an evening's mails as its team wrote them: each writing is kept, the newest counts."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from events.models.event import Event


class EventTextQuerySet(models.QuerySet):
    def current(self, mail, language):
        """The writing that counts for the mail named `mail` in `language`; None when the original words do."""
        newest = self.filter(mail=mail, language=language).order_by("-number").first()
        return newest if newest and newest.body else None

    def last_numbers(self):
        """Return {(mail, language): its newest writing} of what was ever written, who wrote it included."""
        rows = self.order_by("mail", "language", "number").select_related("by")
        return {(row.mail, row.language): row for row in rows}

    def history(self, mail, language):
        return self.filter(mail=mail, language=language).order_by("-number").select_related("by")


class EventText(models.Model):
    """One writing of a mail's words; one without words takes the original back. Rows are only added."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="texts")
    mail = models.CharField(max_length=60)  # the name of its template: "events/event_reminder"
    language = models.CharField(max_length=5)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)  # variables by their keys: {given_name}
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = EventTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "mail", "language", "number"], name="events_eventtext_number_once")
        ]

    def __str__(self):
        return f"{self.mail} {self.language} {self.number}"


def keep_text(event, mail, language, *, subject, body, seen, by):
    """Keep new words, or the original ones when both are empty; `seen` is the number that their writer had read.

    ValidationError when someone else wrote meanwhile: nothing is replaced.
    """
    newest = event.texts.filter(mail=mail, language=language).aggregate(n=models.Max("number"))["n"] or 0
    try:
        with transaction.atomic():
            if newest != seen:
                raise IntegrityError
            return event.texts.create(mail=mail, language=language, number=seen + 1, subject=subject, body=body, by=by)
    except IntegrityError:
        raise ValidationError(
            _("Someone else changed this text meanwhile. What you typed is still here: compare, then save again."),
            code="stale",
        ) from None


@transaction.atomic
def copy_texts(source, target, *, by=None):
    """Copy the words that count for `source` to `target`, for a new edition; return how many."""
    kept = [row for row in source.texts.last_numbers().values() if row.body]
    known = target.texts.last_numbers()
    EventText.objects.bulk_create(
        EventText(
            event=target,
            mail=row.mail,
            language=row.language,
            number=known[(row.mail, row.language)].number + 1 if (row.mail, row.language) in known else 1,
            subject=row.subject,
            body=row.body,
            by=by,
        )
        for row in kept
    )
    return len(kept)
