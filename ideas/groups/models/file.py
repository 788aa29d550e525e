"""Files of a group: checked, private, counted against what one group may keep; deleted with a week to undo."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from foundation.codes import new_code
from foundation.kept_files import KeptFile
from foundation.typography import number
from ideas.groups.models.group import WorkingGroup

KEY_LENGTH = 20
UNDO = timedelta(days=7)


def new_key():
    return new_code(KEY_LENGTH)


class GroupShelf(models.Model):
    """How many bytes the files of one group weigh: a counter, so that fifty people together cannot pass the limit."""

    group = models.OneToOneField(WorkingGroup, models.CASCADE, primary_key=True, related_name="shelf")
    bytes = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(bytes__gte=0), name="groups_shelf_never_negative")]

    def __str__(self):
        return f"{self.group_id} · {self.bytes}"


class GroupFileQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(deleted_at=None)

    def deleted(self, now):
        """Those that can still be put back."""
        return self.filter(deleted_at__gt=now - UNDO)

    def due_to_go(self, now):
        return self.filter(deleted_at__lte=now - UNDO)


class GroupFile(KeptFile):
    FOLDER = "groups"

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="files")
    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key)
    name = models.CharField(_("name of the file"), max_length=140)
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey("groups.Membership", models.SET_NULL, null=True, related_name="+")
    by_team = models.BooleanField(default=False)
    added_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = GroupFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        indexes = [models.Index(fields=["group", "-id"]), models.Index(fields=["deleted_at"])]

    def __str__(self):
        return self.name

    @property
    def weight(self):
        return spoken_weight(self.size)

    @classmethod
    def add(cls, group, accepted, *, membership=None):
        """Keep one `checking_files.Accepted`, outside any transaction; ValidationError when the shelf is full."""
        row = cls(
            group=group, name=accepted.name, kind=accepted.kind, size=len(accepted.content),
            added_by=membership, by_team=membership is None, key=new_key(),
        )  # fmt: skip
        group.must_stand()
        with row.stored(accepted.content), transaction.atomic():
            _take_room(group, row.size, name=accepted.name)
            row.save()
            group.touch()
        return row

    @transaction.atomic
    def delete_for_now(self):
        """Out of the list at once, put back for seven days, then gone; False when it was out already."""
        if not GroupFile.objects.kept().filter(pk=self.pk).update(deleted_at=timezone.now()):
            return False
        self.group.touch()
        return True

    @transaction.atomic
    def put_back(self, *, now):
        """Undo a deletion; False when it is too late, or somebody did."""
        return bool(GroupFile.objects.deleted(now).filter(pk=self.pk).update(deleted_at=None))

    @property
    def goes_on(self):
        """When a deleted file is gone for good."""
        return self.deleted_at + UNDO


def spoken_weight(size):
    """« 234 ko », « 1,2 Mo » of a number of bytes, in the language in force."""
    language = get_language() or "fr"
    if size < 1024 * 1024:
        return _("%(n)s kB") % {"n": number(-(-size // 1024), language=language)}
    return _("%(n)s MB") % {"n": number(_short(size / 1024 / 1024), language=language)}


def _short(megabytes):
    """1.2 as it is, 200 without « ,0 »."""
    return round(megabytes, 1) if megabytes < 10 and round(megabytes, 1) % 1 else round(megabytes)


def _take_room(group, size, *, name):
    GroupShelf.objects.get_or_create(group=group)
    room = GroupShelf.objects.filter(group=group, bytes__lte=settings.GROUP_FILES_MAX_BYTES - size)
    if not room.update(bytes=F("bytes") + size):
        raise ValidationError(
            _("“%(name)s” was not kept: the files of this group weigh %(limit)s MB at most. Delete some first."),
            code="full",
            params={"name": name, "limit": settings.GROUP_FILES_MAX_BYTES // 1024 // 1024},
        )


def discard(rows):
    """Delete these files for good: their rows and room now, what is stored after the commit; return how many."""
    found = list(rows.select_related("group"))
    with transaction.atomic():
        for file in found:
            if GroupFile.objects.filter(pk=file.pk).delete()[0]:
                GroupShelf.objects.filter(group=file.group_id).update(bytes=F("bytes") - file.size)
            file.discard_stored()
    return len(found)
