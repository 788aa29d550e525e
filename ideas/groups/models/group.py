"""A group at work on one idea: alive, asleep or closed; one living group at most per idea (D19)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Event
from foundation.codes import new_code
from foundation.folding import fold, words
from ideas.groups import emails
from ideas.groups.models.rules import rules_of
from ideas.groups.models.step import GroupStep
from ideas.models import Idea, IdeaStep, Stage, advance
from ideas.models.family import hold
from members.models import Territory


class WorkingGroupQuerySet(models.QuerySet):
    def alive(self):
        return self.filter(status=WorkingGroup.Status.ALIVE)

    def asleep(self):
        return self.filter(status=WorkingGroup.Status.ASLEEP)

    def closed(self):
        return self.filter(status=WorkingGroup.Status.CLOSED)

    def standing(self):
        """Not closed: at work, or asleep until someone wakes them."""
        return self.exclude(status=WorkingGroup.Status.CLOSED)

    def listed(self):
        """What everyone may read: public, not closed, about an idea that stands."""
        return self.standing().filter(is_public=True, idea__status__in=Idea.STANDING)

    def managed_by(self, person):
        return self.filter(territory__in=Territory.objects.managed_by(person))

    def asked(self):
        """Those whose leads were asked whether the group is alive, and have not answered."""
        return self.alive().exclude(asked_at=None)

    def wanting_help(self):
        return self.standing().exclude(help_at=None)

    def leaderless(self):
        from ideas.groups.models.membership import Membership

        return self.filter(~Exists(Membership.objects.present().filter(group=OuterRef("pk"), is_lead=True)))

    def seeking(self):
        """Those with a role that nobody holds."""
        from ideas.groups.models.role import WantedRole

        return self.filter(Exists(WantedRole.objects.open().filter(group=OuterRef("pk"))))

    def without_next_meeting(self):
        from ideas.groups.models.meeting import Meeting

        return self.filter(~Exists(Meeting.objects.upcoming(timezone.now()).filter(group=OuterRef("pk"))))

    def due_question(self, now, *, days):
        """At work, and nothing happened for `days` [setting of the territory]; not asked yet."""
        return self.alive().filter(asked_at=None, active_at__lte=now - timedelta(days=days))

    def due_sleep(self, now, *, days):
        """Asked `days` ago, without an answer."""
        return self.asked().filter(asked_at__lte=now - timedelta(days=days))

    def matching(self, search):
        """Every word of `search`, without accents or capitals, in the name, the purpose or the roles wanted."""
        found = self
        for word in words(search):
            found = found.filter(Q(folded__contains=word) | Q(wanted_roles__folded__contains=word))
        return found.distinct()

    def with_requests(self):
        """Add `request_count` and `oldest_request`, of who asks to join and waits."""
        asked = Q(entries__kind="asked", entries__state="waiting")
        return self.annotate(
            request_count=Count("entries", filter=asked), oldest_request=Min("entries__at", filter=asked)
        )

    def for_lists(self):
        """With what a line shows, in a constant number of statements: `people` present, `open_roles`."""
        from ideas.groups.models.membership import Membership
        from ideas.groups.models.role import WantedRole

        present = Prefetch("memberships", Membership.objects.present().in_order(), to_attr="people")
        wanted = Prefetch("wanted_roles", WantedRole.objects.open().order_by("pk"), to_attr="open_roles")
        found = self.select_related("territory", "idea__event__territory", "idea__commune", "idea__theme")
        return found.prefetch_related(present, wanted)


class WorkingGroup(models.Model):
    class Status(models.TextChoices):
        ALIVE = "alive", pgettext_lazy("group", "at work")
        ASLEEP = "asleep", pgettext_lazy("group", "asleep")
        CLOSED = "closed", pgettext_lazy("group", "closed")

    class Born(models.TextChoices):
        TABLE = "table", _("at the table, the evening itself")
        LATER = "later", _("after the evening")

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="working_groups")
    idea = models.ForeignKey(Idea, models.PROTECT, related_name="working_groups")  # a whole (D17)
    event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="working_groups")
    name = models.CharField(_("name of the group"), max_length=120)
    slug = models.SlugField(max_length=100, unique=True)
    purpose = models.TextField(_("what the group is for"), max_length=1500, blank=True)
    place = models.CharField(_("where it mostly meets"), max_length=120, blank=True)
    status = models.CharField(max_length=6, choices=Status, default=Status.ALIVE)
    born = models.CharField(max_length=5, choices=Born, default=Born.LATER)
    is_public = models.BooleanField(_("everyone may find this group and ask to join it"), default=True)
    closed_why = models.CharField(max_length=300, blank=True)
    folded = models.TextField(editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    active_at = models.DateTimeField(default=timezone.now)  # something last happened: see `touch`
    asked_at = models.DateTimeField(null=True, blank=True)  # its leads were asked whether it is alive
    help_at = models.DateTimeField(null=True, blank=True)  # it answered that it needs help, and nobody called yet

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        indexes = [
            models.Index(fields=["territory", "status", "-id"]),
            models.Index(fields=["status", "-id"]),
            models.Index(fields=["status", "active_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["idea"],
                condition=~Q(status="closed"),
                name="groups_one_living_group_per_idea",
                violation_error_message=_("This idea already has its group."),
            ),
            models.CheckConstraint(
                condition=Q(status="closed") & ~Q(closed_why="") | ~Q(status="closed") & Q(closed_why=""),
                name="groups_closed_has_its_reason",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.folded = fold(f"{self.name} {self.purpose} {self.place}")
        self.slug = self.slug or f"{slugify(self.name)[:80].strip('-') or 'groupe'}-{new_code(5).lower()}"
        super().save(**kwargs)

    def get_absolute_url(self):
        return reverse("groups:group", args=[self.slug])

    @property
    def subject(self):
        """How mails name what they are about."""
        return f"group:{self.pk}"

    @property
    def is_alive(self):
        return self.status == self.Status.ALIVE

    @property
    def is_asleep(self):
        return self.status == self.Status.ASLEEP

    @property
    def is_closed(self):
        return self.status == self.Status.CLOSED

    @property
    def is_asked(self):
        return self.is_alive and self.asked_at is not None

    @property
    def rules(self):
        return rules_of(self.territory_id)

    def leads(self):
        """The memberships that lead now, oldest first."""
        return self.memberships.present().filter(is_lead=True).order_by("pk")

    def hold(self):
        """Make whoever writes in this group at the same instant wait until the end of our transaction."""
        WorkingGroup.objects.select_for_update(no_key=True).get(pk=self.pk)

    def touch(self):
        """Something happened in the group: it is alive. Wakes it, answers the question of silence; closed stays so."""
        now = timezone.now()
        WorkingGroup.objects.alive().filter(pk=self.pk).update(active_at=now, asked_at=None)
        if (
            WorkingGroup.objects.asleep()
            .filter(pk=self.pk)
            .update(status=self.Status.ALIVE, active_at=now, asked_at=None)
        ):
            self.record(GroupStep.Kind.WOKEN, role=GroupStep.Role.MACHINE)
        self.refresh_from_db()

    def record(self, kind, *, by=None, membership=None, role="", details="", why=""):
        """Keep one line of the group's history: who, in which role, what (D18); returns the `GroupStep`."""
        role = role or (GroupStep.Role.TEAM if membership is None else membership.step_role)
        return self.steps.create(kind=kind, by=by, membership=membership, role=role, details=details[:300], why=why)

    @transaction.atomic
    def describe(self, *, name, purpose, place, is_public, by=None, membership=None):
        """Change what the group says of itself."""
        self.must_stand()
        self.name, self.purpose, self.place, self.is_public = name, purpose, place, is_public
        self.save(update_fields=["name", "purpose", "place", "is_public", "folded"])
        self.record(GroupStep.Kind.DESCRIBED, by=by, membership=membership)
        self.touch()

    @transaction.atomic
    def ask_whether_alive(self, *, now):
        """Ask the leads (the team when there is none) with one button each; once until they answer."""
        silent = WorkingGroup.objects.alive().filter(pk=self.pk, asked_at=None, active_at=self.active_at)
        if not silent.update(asked_at=now):
            return False
        self.refresh_from_db()
        step = self.record(GroupStep.Kind.ASKED, role=GroupStep.Role.MACHINE)
        for lead in self.leads():
            emails.alive(lead, step=step)
        return True

    @transaction.atomic
    def say_alive(self, *, by=None, membership=None):
        """« Yes, it is alive »: the silence is over, whoever of the group or the team says so."""
        self.must_stand()
        self.record(GroupStep.Kind.SAID_ALIVE, by=by, membership=membership)
        self._wake_with(by=by, membership=membership)

    @transaction.atomic
    def wake(self, *, by=None, membership=None):
        """Any member, or the team, wakes a group that sleeps; its members are told."""
        if not WorkingGroup.objects.asleep().filter(pk=self.pk).exists():
            raise ValidationError(_("This group is awake already."), code="stale")
        self._wake_with(by=by, membership=membership)

    @transaction.atomic
    def ask_for_help(self, *, by=None, membership=None):
        """The group needs a hand: someone of the team calls its lead; this is a sign of life, too."""
        self.must_stand()
        WorkingGroup.objects.filter(pk=self.pk, help_at=None).update(help_at=timezone.now())
        self.record(GroupStep.Kind.HELP_ASKED, by=by, membership=membership)
        self._wake_with(by=by, membership=membership)

    @transaction.atomic
    def mark_helped(self, *, by):
        """Someone of the team called; False when a colleague was first."""
        if not WorkingGroup.objects.wanting_help().filter(pk=self.pk).update(help_at=None):
            return False
        self.record(GroupStep.Kind.HELPED, by=by)
        self.refresh_from_db()
        return True

    @transaction.atomic
    def fall_asleep(self, *, now):
        """No answer came: the group sleeps, its members are told how to wake it; the idea's label stays."""
        asked = WorkingGroup.objects.asked().filter(pk=self.pk, asked_at=self.asked_at)
        if not asked.update(status=self.Status.ASLEEP, asked_at=None):
            return False
        self.refresh_from_db()
        step = self.record(GroupStep.Kind.SLEPT, role=GroupStep.Role.MACHINE)
        for member in self.memberships.reachable():
            emails.asleep(member, step=step)
        return True

    @transaction.atomic
    def close(self, *, why, by=None, membership=None):
        """End the group with a reason; its idea is kept again and may seek another group. Members are told."""
        why = why.strip()[:300]
        if not why:
            raise ValidationError(_("Say why the group stops: its members will read it."), code="reason")
        hold([self.idea_id])  # the idea before its group, as whoever starts a project: nobody waits for ever
        standing = WorkingGroup.objects.standing().filter(pk=self.pk)
        if not standing.update(status=self.Status.CLOSED, closed_why=why, asked_at=None, help_at=None):
            raise ValidationError(_("This group is closed already."), code="stale")
        self.refresh_from_db()
        step = self.record(GroupStep.Kind.CLOSED, by=by, membership=membership, why=why)
        if self.idea.stage == Stage.GROUPED and self.idea.merged_into_id is None and self.idea.is_standing:
            role = IdeaStep.Role.GROUP if membership else IdeaStep.Role.TEAM
            advance(self.idea, Stage.KEPT, by=by, role=role, why=why)
        for member in self.memberships.reachable():
            emails.closed(member, step=step)

    def must_stand(self):
        """ValidationError `closed` when nothing can be written in this group any more."""
        if not WorkingGroup.objects.standing().filter(pk=self.pk).exists():
            raise ValidationError(_("This group is closed: nothing can be changed in it any more."), code="closed")

    def _wake_with(self, *, by, membership):
        now = timezone.now()
        slept = WorkingGroup.objects.asleep().filter(pk=self.pk)
        if slept.update(status=self.Status.ALIVE, active_at=now, asked_at=None):
            step = self.record(GroupStep.Kind.WOKEN, by=by, membership=membership)
            for member in self.memberships.reachable().exclude(pk=membership.pk if membership else None):
                emails.awake(member, step=step)
        WorkingGroup.objects.alive().filter(pk=self.pk).update(active_at=now, asked_at=None)
        self.refresh_from_db()
