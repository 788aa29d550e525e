"""The agenda of a meeting, and who animates it, keeps time and writes."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ideas.groups import drawing
from ideas.groups.models.meeting import Kind, Meeting

MOST_POINTS = 30
PAST_MEETINGS = 24  # read to draw fairly: two years of monthly meetings


class AgendaPoint(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("point"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10)
    presenter = models.ForeignKey("groups.Membership", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(minutes__lte=720), name="groups_point_minutes")]

    def __str__(self):
        return self.title


@transaction.atomic
def write_agenda(meeting, points, *, by=None, membership=None):
    """Replace the agenda by `points`, [(title, minutes, membership or None)], in their order."""
    if len(points) > MOST_POINTS:
        raise ValidationError(_("An agenda has at most %(most)s points.") % {"most": MOST_POINTS}, code="many")
    meeting.group.hold()  # two agendas sent at once are not mixed
    if not Meeting.objects.standing().filter(pk=meeting.pk).exists():
        raise ValidationError(_("This meeting was cancelled meanwhile."), code="stale")
    meeting.points.all().delete()
    AgendaPoint.objects.bulk_create(
        AgendaPoint(meeting=meeting, position=position, title=title, minutes=minutes, presenter=presenter)
        for position, (title, minutes, presenter) in enumerate(points)
    )
    meeting.record(Kind.AGENDA, by=by, membership=membership)
    meeting.group.touch()


class MeetingRoleQuerySet(models.QuerySet):
    def ahead(self, now):
        """Of meetings that are not over: without a date yet, or to come."""
        return self.filter(Q(meeting__ends_at=None) | Q(meeting__ends_at__gt=now))


class MeetingRole(models.Model):
    class Role(models.TextChoices):
        ANIMATES = "animates", _("animates")
        KEEPS_TIME = "keeps_time", _("keeps time")
        WRITES = "writes", _("writes")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=10, choices=Role)
    membership = models.ForeignKey("groups.Membership", models.CASCADE, related_name="meeting_roles")
    drawn = models.BooleanField(default=False)

    objects = MeetingRoleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "role"], name="groups_meeting_role_once")]

    def __str__(self):
        return f"{self.meeting_id} {self.role}"


def roles_of(meeting):
    """Return [(role, label, `MeetingRole` or None)] in their order."""
    known = {one.role: one for one in meeting.roles.select_related("membership")}
    return [(role.value, role.label, known.get(role.value)) for role in MeetingRole.Role]


@transaction.atomic
def take_role(meeting, role, membership):
    """`membership` takes a role that nobody has, or exchanges: who volunteers replaces who was drawn."""
    _must_exist(role)
    meeting.group.hold()  # two volunteers at once: the second is told
    known = MeetingRole.objects.filter(meeting=meeting, role=role).first()
    if known and known.membership_id == membership.pk:
        return
    if known and not known.drawn and known.membership.is_present:
        raise ValidationError(_("Someone took this role already: they can let it go."), code="taken")
    MeetingRole.objects.update_or_create(
        meeting=meeting, role=role, defaults={"membership": membership, "drawn": False}
    )
    meeting.group.touch()


def leave_role(meeting, role):
    """Nobody has this role any more; nothing happens when nobody had it."""
    _must_exist(role)
    MeetingRole.objects.filter(meeting=meeting, role=role).delete()


def _must_exist(role):
    if role not in MeetingRole.Role.values:
        raise ValidationError(_("There is no such role."), code="role")


@transaction.atomic
def draw_roles(meeting, *, by=None, membership=None):
    """Draw the roles that nobody took, among the members who do not stay away; return how many were drawn."""
    from ideas.groups.models.attending import Coming

    away = set(meeting.answers.filter(answer=Coming.NO).values_list("membership", flat=True))
    present = meeting.group.memberships.present()
    candidates = list(present.exclude(pk__in=away).values_list("pk", flat=True))
    held = meeting.roles.filter(membership__in=present)
    kept = {one.role: one.membership_id for one in held if not one.drawn or one.membership_id not in away}
    drawn = drawing.draw(candidates, _past_roles(meeting), seed=meeting.pk, kept=kept)
    new = {role: who for role, who in drawn.items() if role not in kept}
    for role, who in new.items():
        MeetingRole.objects.update_or_create(meeting=meeting, role=role, defaults={"membership_id": who, "drawn": True})
    if new:
        meeting.record(Kind.DRAWN, by=by, membership=membership)
    return len(new)


def _past_roles(meeting):
    """[{role: membership number}] of the other meetings of the group, the newest first."""
    others = Meeting.objects.planned().filter(group=meeting.group_id).exclude(pk=meeting.pk).order_by("-starts_at")
    keys = list(others.values_list("pk", flat=True)[:PAST_MEETINGS])
    held = {key: {} for key in keys}
    for one in MeetingRole.objects.filter(meeting__in=keys):
        held[one.meeting_id][one.role] = one.membership_id
    return [held[key] for key in keys]
