"""Who does what by when: tasks of a group, taken, done, undone with one tap; reminded twice, then silence (D62)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation import links
from ideas.groups import emails_meetings as emails
from ideas.groups.models.group import WorkingGroup
from ideas.groups.models.meeting import Meeting
from ideas.groups.models.membership import Membership

MOST_OPEN = 200  # tasks of one group still to be done
DONE_LINK = "group-task"  # the purpose of the act link of a reminder
LINK_LASTS = timedelta(days=60)


class TaskQuerySet(models.QuerySet):
    def standing(self):
        """Not taken off the list."""
        return self.filter(dropped_at=None)

    def open(self):
        return self.standing().filter(done_at=None)

    def done(self):
        return self.standing().exclude(done_at=None)

    def dropped(self):
        """Taken off the list, and can be put back."""
        return self.exclude(dropped_at=None)

    def without_owner(self):
        return self.filter(owner=None)

    def in_order(self):
        """The most pressing first, those without a date at the end."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def of_living_groups(self):
        return self.filter(group__in=WorkingGroup.objects.standing())

    def of_person(self, person):
        """Those that `person` took, by their proved address, in groups they still belong to."""
        return self.open().filter(owner__in=Membership.objects.of_person(person).present())

    def due_by(self, day):
        return self.filter(due_on__lte=day)

    def due_reminder(self, today):
        """Open tasks of someone whose day is today or up to `GIVEN_UP` behind: those worth one of two reminders."""
        owned = self.open().of_living_groups().filter(owner__in=Membership.objects.reachable())
        return owned.filter(due_on__lte=today, due_on__gt=today - Task.GIVEN_UP)


class Task(models.Model):
    GIVEN_UP = timedelta(days=14)  # after its day nobody is reminded any more, even by a worker that was stopped

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="tasks")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="tasks")
    title = models.CharField(_("what is to be done"), max_length=200)
    owner = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name=_("by whom")
    )
    due_on = models.DateField(_("by when"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        indexes = [
            models.Index(fields=["group", "due_on"]),
            models.Index(fields=["due_on"], condition=Q(done_at=None), name="groups_task_open_due"),
        ]

    def __str__(self):
        return self.title

    @property
    def page(self):
        return f"{reverse('groups:tasks', args=[self.group.slug])}#tache-{self.pk}"

    def is_late(self, today):
        return self.done_at is None and self.due_on is not None and self.due_on < today

    @classmethod
    @transaction.atomic
    def add(cls, group, *, title, owner=None, due_on=None, meeting=None, by=None, membership=None):
        """Add a task; the same words, owner and day, still to be done, are one task (a form sent twice)."""
        group.must_stand()
        group.hold()
        standing = cls.objects.open().filter(group=group)
        known = standing.filter(title=title, owner=owner, due_on=due_on).first()
        if known:
            return known
        if standing.count() >= MOST_OPEN:
            raise ValidationError(_("This group has many tasks already: end or take off one first."), code="many")
        task = cls.objects.create(
            group=group, title=title, owner=owner, due_on=due_on, meeting=meeting, made_by=membership
        )
        group.touch()
        return task

    @transaction.atomic
    def change(self, *, title, owner, due_on):
        """Write it anew, hand it over, or put it off."""
        self._once(Task.objects.open(), title=title, owner=owner, due_on=due_on)

    def take(self, membership):
        """« Je m’en charge » : only a task that nobody has."""
        self._once(Task.objects.open().without_owner(), owner=membership)

    def let_go(self, membership):
        """Its owner can no longer: nobody has it."""
        self._once(Task.objects.open().filter(owner=membership), owner=None)

    def finish(self, membership=None):
        """Done, once; False when it was done or taken off already."""
        now = timezone.now()
        if not Task.objects.open().filter(pk=self.pk).update(done_at=now, done_by=membership):
            return False
        self._changed()
        return True

    def reopen(self):
        """Not done after all; False when it was still to be done."""
        if not Task.objects.done().filter(pk=self.pk).update(done_at=None, done_by=None):
            return False
        self._changed()
        return True

    def drop(self):
        """Take it off the list, undone by `put_back`."""
        self._once(Task.objects.standing(), dropped_at=timezone.now())

    def put_back(self):
        self._once(Task.objects.dropped(), dropped_at=None)

    def done_link(self):
        """A new token by which its owner says « done » from a mail, once (D64)."""
        return links.token(links.act(DONE_LINK, self.pk, payload={"owner": self.owner_id}, lasts=LINK_LASTS))

    def _once(self, rows, **values):
        if not rows.filter(pk=self.pk).update(**values):
            raise ValidationError(_("Someone changed this task meanwhile: look at the page again."), code="stale")
        self._changed()

    def _changed(self):
        """A reminder that has not left speaks of what was: it is taken back, and made anew for what remains."""
        taken_back = emails.take_back(self.reminders.exclude(message=None).values_list("message", flat=True))
        TaskReminderSent.objects.filter(message__in=taken_back).delete()
        self.refresh_from_db()
        self.group.touch()


class TaskReminderSent(models.Model):
    """One of the two reminders of one task, for its day as it was then: a task put off is reminded again."""

    class Kind(models.TextChoices):
        DAY = "day", _("on its day")
        LATE = "late", _("a week late")

    task = models.ForeignKey(Task, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=4, choices=Kind)
    due_on = models.DateField()
    owner = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    message = models.ForeignKey("outbox.Message", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "kind", "due_on", "owner"], name="groups_task_reminder_once")
        ]

    def __str__(self):
        return f"{self.task_id} {self.kind}"


def open_tasks(group):
    """The tasks of `group` still to be done, the most pressing first, with their owners."""
    return group.tasks.open().select_related("owner").in_order()
