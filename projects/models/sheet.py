"""A sheet of a project: one row per field, so that two people who write in two fields never meet (D21).

A field is changed by compare-and-set on its own version. Whoever wrote from an older version loses nothing: the words
are put aside (`SheetAside`), shown beside the others until someone keeps one, the other, or both.
"""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.groups.models import Membership
from projects.models.project import Project
from projects.models.sheet_version import SheetVersion
from projects.sheets.definitions import DEFINITIONS, KINDS

KEYS_KEPT = 8  # of the last sendings of a field: a phone that sends again asks within minutes


def clean(text):
    """Return `text` as it is kept: one kind of line end, no NUL (PostgreSQL), nothing after the last letter."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").rstrip()


def token(version, text):
    """What a page gives back with a field: the version it began from, and a fingerprint of the words it was given."""
    return f"{version}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def writer_key(by, membership):
    """Tell writers apart: a member of the group, or someone of the team."""
    return f"m{membership.pk}" if membership else f"p{by.pk if by else 0}"


@dataclass(frozen=True)
class Written:
    """What became of words: kept in the field, or put `aside` (a `SheetAside`) because it changed meanwhile."""

    entry: "SheetEntry"
    aside: "SheetAside | None" = None


class Sheet(models.Model):
    project = models.ForeignKey(Project, models.CASCADE, related_name="sheets")
    kind = models.CharField(max_length=16, choices=KINDS)
    version = models.PositiveIntegerField(default=0)  # one more at each change: pages that watch ask with it
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "kind"], name="projects_one_sheet_of_each_kind")]

    def __str__(self):
        return f"{self.project} · {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("projects:sheet", args=[self.project.slug, self.definition.slug])

    @classmethod
    def of(cls, project, kind):
        """The sheet of `kind`, made at its first opening."""
        found, _made = cls.objects.get_or_create(project=project, kind=kind)
        found.project = project
        return found

    @property
    def definition(self):
        return DEFINITIONS[self.kind]

    def content(self):
        """{name: text} of what is written; one statement."""
        return dict(self.entries.exclude(text="").values_list("name", "text"))

    def must_hold(self, name, text):
        """ValidationError `unknown` or `long` when this sheet cannot hold `text` in the field `name`."""
        field = self.definition.fields.get(name)
        if field is None:
            raise ValidationError(_("This sheet has no such question: load the page again."), code="unknown")
        if len(text) > field.max_length:
            raise ValidationError(
                _("This text has %(length)s characters; at most %(most)s are kept. Shorten it: nothing was lost."),
                code="long",
                params={"length": len(text), "most": field.max_length},
            )

    @transaction.atomic
    def write(self, name, text, *, base, by=None, membership=None, key="", after="", version=None):
        """Keep `text` in the field `name`, written from `base` (a `token`); return `Written`.

        Sent again with the same `key` it changes nothing; a text that is the one kept, or the one it began from, has
        nothing to say. `after` are keys of the same device whose answers it never had: words kept by one of them are
        its own. ValidationError: `unknown`, `long`, `over` (the project takes no more words). `version` is the
        `SheetVersion` that a restoring fills; otherwise that of the writer's burst.
        """
        text = clean(text)
        self.must_hold(name, text)
        self.project.must_live()
        entry = self.entries.get_or_create(name=name)[0]
        if text == entry.text or entry.knows(key) or base.partition("-")[2] == token(0, text).partition("-")[2]:
            return Written(entry)
        said = {"text": text, "version": F("version") + 1, "keys": entry.keys_with(key)}
        from_it = base == token(entry.version, entry.text) or entry.was_kept_by(after)
        if not from_it or not self.entries.filter(pk=entry.pk, version=entry.version).update(**said):
            return Written(entry, self._put_aside(entry, text, by=by, membership=membership))
        self._record(entry, text, version=version, by=by, membership=membership)
        entry.refresh_from_db()
        return Written(entry)

    def _record(self, entry, text, *, version, by, membership):
        """Keep the change in a version, and wake the group at its first one."""
        now = timezone.now()
        Sheet.objects.filter(pk=self.pk).update(version=F("version") + 1, changed_at=now)
        version = version or SheetVersion.going_on(self, entry, by=by, membership=membership, now=now)
        version.note(entry, text, now=now)
        SheetEntry.objects.filter(pk=entry.pk).update(last=version)
        if version.is_first_change:
            self.project.group.touch()

    def _put_aside(self, entry, text, *, by, membership):
        writer = writer_key(by, membership)
        who = {"by": by, "membership": membership}
        aside, made = entry.asides.open().get_or_create(writer=writer, defaults={"text": text, "entry": entry, **who})
        if not made:
            entry.asides.open().filter(pk=aside.pk).update(text=text, at=timezone.now())
            aside.text = text
        Sheet.objects.filter(pk=self.pk).update(version=F("version") + 1)
        entry.refresh_from_db()
        return aside


class SheetEntry(models.Model):
    """What is written in one field, and how many times it was changed."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="entries")
    name = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    keys = models.CharField(max_length=400, blank=True)  # of the last sendings, oldest first
    last = models.ForeignKey(SheetVersion, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "name"], name="projects_one_entry_per_field")]

    def __str__(self):
        return f"{self.sheet_id} · {self.name}"

    @property
    def token(self):
        return token(self.version, self.text)

    def knows(self, key):
        return len(key) > 1 and key in self.keys.split()

    def was_kept_by(self, keys):
        """Whether the words that stand now came with one of `keys`."""
        return bool(self.keys) and self.keys.split()[-1] in keys.split()

    def keys_with(self, key):
        return " ".join([*self.keys.split(), *(key.split()[:1] or ["-"])][-KEYS_KEPT:])


class SheetAsideQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at=None)


class SheetAside(models.Model):
    """Words that met others in the same field: nothing of them is lost until someone chose."""

    MINE, OTHER, BOTH = "garder", "laisser", "reunir"

    entry = models.ForeignKey(SheetEntry, models.CASCADE, related_name="asides")
    writer = models.CharField(max_length=24)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)

    objects = SheetAsideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "writer"], condition=Q(settled_at=None), name="projects_one_aside_per_writer"
            )
        ]

    def __str__(self):
        return f"{self.entry} · {self.writer}"

    @transaction.atomic
    def settle(self, choice, *, base, by=None, membership=None):
        """Keep these words (`MINE`), those of the field (`OTHER`) or both, one under the other; once.

        `base` is the token of the words they were compared with: when these changed again, nothing is settled
        (ValidationError `stale`). Words left out stay in the history of the sheet.
        """
        sheet, entry = self.entry.sheet, SheetEntry.objects.get(pk=self.entry_id)
        sheet.project.must_live()
        if base != entry.token:
            raise ValidationError(_("These words changed again meanwhile: compare them once more."), code="stale")
        if choice not in (self.MINE, self.OTHER, self.BOTH):
            raise ValidationError(_("Choose what is kept."), code="choice")
        if not SheetAside.objects.open().filter(pk=self.pk).update(settled_at=timezone.now()):
            raise ValidationError(_("Someone has already chosen."), code="stale")
        if choice == self.OTHER:
            version = SheetVersion.start(sheet, by=by, membership=membership, kind=SheetVersion.Kind.LEFT_OUT)
            version.changes.create(name=entry.name, before=self.text, after=entry.text)
            Sheet.objects.filter(pk=sheet.pk).update(version=F("version") + 1)
            return
        text = self.text if choice == self.MINE else f"{entry.text}\n\n{self.text}".strip()
        written = sheet.write(entry.name, text, base=base, by=by, membership=membership)
        if written.aside:
            raise ValidationError(_("These words changed again meanwhile: compare them once more."), code="stale")
