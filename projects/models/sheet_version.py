"""The versions of a sheet: one per person and burst of writing, with the words before and after (D18)."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.groups.models import Membership

BURST = timedelta(minutes=5)  # of silence, after which the same person begins another version


class SheetVersion(models.Model):
    class Kind(models.TextChoices):
        TYPED = "typed", _("written")
        RESTORED = "restored", _("an earlier text was taken back")
        LEFT_OUT = "left_out", _("one of two texts was left out")

    sheet = models.ForeignKey("projects.Sheet", models.CASCADE, related_name="versions")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.TYPED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    membership = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    of_team = models.BooleanField(default=False)  # in which role, which stays when the name goes (D18)
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["sheet", "-id"])]

    def __str__(self):
        return f"{self.sheet_id} · {self.at:%Y-%m-%d %H:%M}"

    @property
    def who(self):
        """Who wrote, as members of the group read it; "former member" once they were erased."""
        if self.membership:
            return str(self.membership)
        if self.of_team:
            return str(self.by) if self.by else _("the team")
        return _("Former member")

    @classmethod
    def start(cls, sheet, *, by, membership, kind=Kind.TYPED, now=None):
        now = now or timezone.now()
        who = {"by": by, "membership": membership, "of_team": membership is None}
        version = cls.objects.create(sheet=sheet, kind=kind, at=now, until=now, **who)
        version.is_first_change = True
        return version

    @classmethod
    def going_on(cls, sheet, entry, *, by, membership, now):
        """The version that this person is writing, or a new one: after a silence, or when someone wrote in between."""
        mine = cls.objects.filter(sheet=sheet, kind=cls.Kind.TYPED, by=by, membership=membership, until__gt=now - BURST)
        version = mine.order_by("-pk").first()
        between = version and entry.last_id != version.pk and version.changes.filter(name=entry.name).exists()
        if version is None or between:
            return cls.start(sheet, by=by, membership=membership, now=now)
        version.is_first_change = False
        return version

    def note(self, entry, text, *, now):
        """Keep that `entry`, as it was read, became `text`."""
        change, made = self.changes.get_or_create(
            name=entry.name, defaults={"before": entry.text, "after": text, "at": now}
        )
        if not made:
            self.changes.filter(pk=change.pk).update(after=text, at=now)
        SheetVersion.objects.filter(pk=self.pk, until__lt=now).update(until=now)

    def texts(self):
        """{name: text} of every field ever changed, as they stood at the end of this version."""
        found = {}
        for change in self._written().order_by("pk"):
            if change.at <= self.until:
                found[change.name] = change.after
            else:
                found.setdefault(change.name, change.before)
        return found

    def _written(self):
        return SheetChange.objects.filter(version__sheet=self.sheet_id).exclude(version__kind=self.Kind.LEFT_OUT)

    def restore(self, *, by=None, membership=None, only=""):
        """Put the sheet, or its field `only`, back as it stood at the end of this version; return the new version.

        Restoring is itself a version, so that nothing is lost; None when nothing differs. Each field is kept on its
        own: words that someone writes at this very moment are put aside, not overwritten.
        """
        sheet = self.sheet
        sheet.project.must_live()
        now = {entry.name: entry for entry in sheet.entries.all()}
        texts = self.left_out() if self.kind == self.Kind.LEFT_OUT else self.texts()
        wanted = {name: text for name, text in texts.items() if name in now and now[name].text != text}
        wanted = {name: text for name, text in wanted.items() if not only or name == only}
        wanted = {name: text for name, text in wanted.items() if name in sheet.definition.fields}
        if not wanted:
            return None
        new = SheetVersion.start(sheet, by=by, membership=membership, kind=self.Kind.RESTORED)
        for name, text in wanted.items():
            sheet.write(name, text, base=now[name].token, by=by, membership=membership, version=new)
        return new

    def left_out(self):
        """Of a choice between two texts: {name: the one that was left out}."""
        return dict(self.changes.values_list("name", "before"))


class SheetChange(models.Model):
    version = models.ForeignKey(SheetVersion, models.CASCADE, related_name="changes")
    name = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="projects_one_change_per_field")]

    def __str__(self):
        return f"{self.version_id} · {self.name}"
