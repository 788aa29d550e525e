"""Photos of a project's sheets: drawn anew without what the camera noted, private unless chosen for its page (D21)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from foundation.kept_pictures import KeptPicture
from ideas.groups.models import Membership
from projects.models.project import Project

MOST_PHOTOS = 24  # of one project: its file is read on a phone


class SheetPhotoQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(shown=True)


class SheetPhoto(KeptPicture):
    FOLDER = "projects"

    project = models.ForeignKey(Project, models.CASCADE, related_name="photos")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    shown = models.BooleanField(_("chosen for the public page"), default=False)

    objects = SheetPhotoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shown=False) | ~models.Q(alt=""), name="projects_shown_photo_says_what_it_shows"
            )
        ]

    def __str__(self):
        return self.alt or self.key

    @classmethod
    def add(cls, project, picture, *, alt="", by=None, membership=None):
        """Keep a `foundation.pictures.Picture`; outside any transaction. ValidationError beyond `MOST_PHOTOS`."""
        project.must_live()
        if project.photos.count() >= MOST_PHOTOS:
            raise ValidationError(
                _("A project keeps %(most)s photos: remove one first."), code="many", params={"most": MOST_PHOTOS}
            )
        row = cls.drawn(picture, project=project, alt=alt.strip()[:200], by=by, membership=membership)
        row.save()
        return row

    def describe(self, *, alt, shown):
        """Say what it shows, and whether everyone may see it: only a photo that is described is shown."""
        alt = alt.replace("\x00", "").strip()[:200]
        if shown and not alt:
            raise ValidationError(_("Say first what the photo shows: some people hear it."), code="alt")
        SheetPhoto.objects.filter(pk=self.pk).update(alt=alt, shown=shown)
        self.refresh_from_db()

    @transaction.atomic
    def discard(self):
        """Delete the row now and the files after the commit."""
        self.discard_files()
        self.delete()


def shown_photos(project):
    """The photos of `project` that its team chose to show to everyone."""
    return project.photos.shown()
