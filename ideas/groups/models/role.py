"""Roles that a group looks for, and who holds them."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.folding import fold
from ideas.groups.models.group import WorkingGroup
from ideas.groups.models.membership import Membership
from ideas.groups.models.step import GroupStep

MOST_ROLES = 20  # wanted and held: more is a directory, not a group


class WantedRoleQuerySet(models.QuerySet):
    def open(self):
        """Nobody holds them."""
        return self.filter(dropped_at=None, filled_by=None)

    def standing(self):
        return self.filter(dropped_at=None)


class WantedRole(models.Model):
    """A role of the group: looked for until someone holds it."""

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="wanted_roles")
    title = models.CharField(_("the role"), max_length=80)
    task = models.CharField(_("what this person would do"), max_length=300, blank=True)
    filled_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="roles")
    folded = models.CharField(max_length=400, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = WantedRoleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["group", "dropped_at"])]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        self.folded = fold(f"{self.title} {self.task}")
        super().save(**kwargs)

    @classmethod
    @transaction.atomic
    def look_for(cls, group, *, title, task="", by=None, membership=None):
        """Add a role that the group looks for; the same title is one role. ValidationError `many` over `MOST_ROLES`."""
        group.must_stand()
        group.hold()
        standing = cls.objects.standing().filter(group=group)
        known = standing.filter(title__iexact=title.strip()).first()
        if known:
            return known
        if standing.count() >= MOST_ROLES:
            raise ValidationError(_("A group has at most %(most)s roles.") % {"most": MOST_ROLES}, code="many")
        role = cls.objects.create(group=group, title=title.strip(), task=task.strip())
        group.record(GroupStep.Kind.ROLE_WANTED, by=by, membership=membership, details=role.title)
        group.touch()
        return role

    @transaction.atomic
    def take(self, *, membership, by=None, acting=None):
        """`membership` holds this role from now on; ValidationError when someone else was first."""
        self.group.must_stand()
        free = WantedRole.objects.open().filter(pk=self.pk, group_id=membership.group_id)
        if not membership.is_present or not free.update(filled_by=membership):
            raise ValidationError(_("Someone already holds this role: look at the page again."), code="stale")
        self.refresh_from_db()
        actor = {"by": by, "membership": acting or (None if by else membership)}
        self.group.record(GroupStep.Kind.ROLE_TAKEN, **actor, details=self.title)
        self.group.touch()

    @transaction.atomic
    def give_back(self, *, by=None, membership=None):
        """Nobody holds this role any more: the group looks for it again."""
        held = WantedRole.objects.standing().filter(pk=self.pk, filled_by__isnull=False)
        if not held.update(filled_by=None):
            raise ValidationError(_("Nobody held this role any more."), code="stale")
        self.refresh_from_db()
        self.group.record(GroupStep.Kind.ROLE_FREED, by=by, membership=membership, details=self.title)

    @transaction.atomic
    def drop(self, *, by=None, membership=None):
        """The group no longer looks for this role."""
        if not WantedRole.objects.open().filter(pk=self.pk).update(dropped_at=timezone.now()):
            raise ValidationError(_("Someone holds this role, or it was taken off already."), code="stale")
        self.refresh_from_db()
        self.group.record(GroupStep.Kind.ROLE_DROPPED, by=by, membership=membership, details=self.title)
