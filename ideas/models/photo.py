"""The photo of a paper sheet: private until the team has seen it, gone with the idea (D11, D15)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.kept_pictures import KeptPicture
from foundation.offers import Offers


class IdeaPhotoQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def shown(self):
        """Seen by the team; whether its idea is listed is the idea's own business."""
        return self.exclude(read_at=None)


class IdeaPhoto(KeptPicture):
    FOLDER = "ideas"

    idea = models.OneToOneField("ideas.Idea", models.CASCADE, related_name="photo")
    read_at = models.DateTimeField(null=True)

    objects = IdeaPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of the sheet")

    def __str__(self):
        return self.alt or self.key

    def discard(self):
        """Delete the row now and the files after the commit."""
        self.discard_files()
        self.delete()


_others = Offers()  # of (keys of ideas), called when the photos of these ideas must go
also_discard = _others.offer


def discard_photos(keys):
    """Delete every photo of the sheets of these ideas: handwriting, and perhaps a name (D14, D58)."""
    for photo in IdeaPhoto.objects.filter(idea__in=keys):
        photo.discard()
    for act in _others:
        act(keys)
