"""Photos of paper sheets: for who types and for the team, never public; gone with the idea, or after a season."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from foundation.kept_pictures import KeptPicture
from ideas.evening.models.paper import PaperSheet

KEPT_FOR = timedelta(days=90)  # long enough to compare a typed idea with its paper; handwriting and names then go


class PaperPhotoQuerySet(models.QuerySet):
    def unread(self):
        """Its code has not been looked for yet."""
        return self.filter(read_at=None)

    def loose(self):
        """Looked at by the machine, of no known sheet: someone says which."""
        return self.filter(sheet=None).exclude(read_at=None)

    def late(self):
        """Of a sheet that we had typed already: the same idea again, or another on a second copy of the paper."""
        return self.filter(sheet__typed_at__lt=F("added_at"), sheet__idea__typed=True)

    def newest_first(self):
        return self.order_by("-added_at", "-pk")

    def due_for_removal(self, now):
        return self.filter(added_at__lt=now - KEPT_FOR)


class PaperPhoto(KeptPicture):
    FOLDER = "papier"

    class Trouble(models.TextChoices):
        UNREADABLE = "unreadable", _("no code could be read on it")
        ELSEWHERE = "elsewhere", _("the code is of another evening")
        UNKNOWN = "unknown", _("the code is of no sheet of ours")

    event = models.ForeignKey(Event, models.CASCADE, related_name="paper_photos")
    sheet = models.ForeignKey(PaperSheet, models.SET_NULL, null=True, blank=True, related_name="photos")
    trouble = models.CharField(max_length=10, choices=Trouble, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = PaperPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a paper sheet")
        indexes = [models.Index(fields=["event", "sheet", "read_at"])]

    def __str__(self):
        return self.key

    @transaction.atomic
    def attach(self, sheet):
        """It shows `sheet`; read once by the machine or said by someone, the last word counts."""
        before = PaperPhoto.objects.filter(pk=self.pk).values_list("sheet", flat=True).first()
        PaperPhoto.objects.filter(pk=self.pk).update(sheet=sheet, trouble="", read_at=timezone.now())
        sheet.photographed()
        if before not in (None, sheet.pk):
            PaperSheet(pk=before).unphotographed()

    def set_loose(self, trouble):
        """The machine found no sheet on it: it waits for someone."""
        PaperPhoto.objects.unread().filter(pk=self.pk).update(trouble=trouble, read_at=timezone.now())

    @transaction.atomic
    def discard(self):
        """Delete it, the files after the commit; what was typed from it is kept."""
        sheet = self.sheet
        self.discard_files()
        self.delete()
        if sheet:
            sheet.unphotographed()


def discard_photos_of(keys):
    """Delete the photos of the sheets whose ideas are withdrawn, or forget their authors (D14, D58)."""
    for photo in PaperPhoto.objects.filter(sheet__idea__in=keys).select_related("sheet"):
        photo.discard()


def expire(*, now):
    """Delete the photos that are older than `KEPT_FOR`, with the drafts typed from them; return how many."""
    old = list(PaperPhoto.objects.due_for_removal(now).select_related("sheet").order_by("pk"))
    for photo in old:
        photo.discard()
    PaperSheet.objects.filter(photographed_at=None, printed_at__lt=now - KEPT_FOR).exclude(draft={}).update(draft={})
    return len(old)
