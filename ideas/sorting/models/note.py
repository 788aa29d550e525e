"""Notes of the team about an idea: dated, signed, read by the team only."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.models import Idea


class NoteQuerySet(models.QuerySet):
    def written(self):
        """Those that were not blanked since (D58), the latest first, with who wrote them."""
        return self.exclude(text="").select_related("author").order_by("-pk")


class Note(models.Model):
    LONGEST = 2000

    key = models.UUIDField(unique=True, default=uuid.uuid4)  # made with the page: a double click writes once
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("note"), max_length=LONGEST)
    at = models.DateTimeField(default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["at"])]

    def __str__(self):
        return f"{self.idea} · {self.at:%Y-%m-%d}"

    @classmethod
    def keep(cls, idea, text, *, by, key):
        """Write `text`, once per `key`; other words from a page that was sent already are another note."""
        note, is_new = cls.objects.get_or_create(key=key, defaults={"idea": idea, "author": by, "text": text})
        if is_new or (note.idea_id, note.text) == (idea.pk, text):
            return note
        return cls.objects.create(idea=idea, author=by, text=text)

    def remove(self, *, by):
        """Take one's own note back for good; ValidationError for someone else's."""
        if self.author_id != by.pk:
            raise ValidationError(_("Only the person who wrote a note removes it."), code="author")
        self.delete()
