"""What a team prepares before an evening and follows after it: tasks dated from D−120 to D+30 (D67)."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from members.models import Role
from outbox.models import Message

FURTHEST = 400  # days before or after the evening: beyond, a slip of the finger
SOON = timedelta(days=7)  # what « this week » means: the seven days that follow


class TaskQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_at=None)

    def done(self):
        return self.exclude(done_at=None)

    def late(self, today):
        return self.open().filter(due_on__lt=today)

    def due_by(self, day):
        return self.open().filter(due_on__lte=day)

    def owned_by(self, person):
        return self.filter(owner=person)

    def unowned(self):
        """Nobody is named: neither a colleague nor a name in free words."""
        return self.filter(owner=None, owner_name="")

    def of_prepared_evenings(self):
        """Of evenings that are still worth it: not called off, not put away."""
        return self.filter(event__status__in=(Event.Status.DRAFT, *Event.LIVING, Event.Status.DONE))

    def managed_by(self, person):
        return self.filter(event__in=Event.objects.managed_by(person))

    def in_order(self):
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def for_display(self):
        return self.select_related("owner", "done_by").in_order()

    def with_owner_in_force(self, day):
        """Whose owner still organises where the evening takes place: others left the team, and are left in peace."""
        roles = Role.objects.in_force(day).filter(
            person=models.OuterRef("owner"), territory=models.OuterRef("event__territory"), kind__in=Role.ORGANISING
        )
        return self.filter(models.Exists(roles), owner__email__isnull=False)

    @transaction.atomic
    def follow(self, event):
        """Date the tasks counted from the evening anew; what was to be sent about their former days is taken back.

        A fixed date stays; without a date of the evening, the days counted from it are not known.
        """
        day = timezone.localdate(event.starts_at) if event.starts_at else None
        moved = []
        for task in self.filter(event=event).exclude(days=None):
            due_on = day + timedelta(days=task.days) if day else None
            if due_on != task.due_on:
                task.due_on = due_on
                moved.append(task)
        self.bulk_update(moved, ["due_on"], batch_size=200)
        TaskReminder.objects.filter(task__in=moved).take_back()
        return len(moved)


class Task(models.Model):
    """One thing to do, so many days before or after the evening, or on a fixed date; by a colleague or someone else."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="tasks")
    title = models.CharField(_("what is to be done"), max_length=140)
    note = models.CharField(_("note"), max_length=600, blank=True)
    days = models.SmallIntegerField(
        _("days from the evening"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-FURTHEST), MaxValueValidator(FURTHEST)],
    )
    fixed_on = models.DateField(_("fixed date"), null=True, blank=True)
    due_on = models.DateField(null=True, editable=False)  # worked out from both, so that lists and reminders can sort
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name=_("who")
    )
    owner_name = models.CharField(_("someone without an account"), max_length=80, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        indexes = [models.Index(fields=["owner", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(days=None, fixed_on__isnull=False) | Q(days__isnull=False, fixed_on=None),
                name="events_task_one_date",
                violation_error_message=_("Say when: so many days from the evening, or a fixed date; not both."),
            ),
            models.CheckConstraint(
                condition=Q(owner=None) | Q(owner_name=""),
                name="events_task_one_owner",
                violation_error_message=_("Choose a colleague or write a name; not both."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_done(self):
        return self.done_at is not None

    @property
    def who(self):
        """Who does it, in words; empty for nobody yet."""
        return str(self.owner) if self.owner else self.owner_name

    @property
    def minus(self):
        """How many days before the evening, for « J−30 »."""
        return -self.days if self.days else 0

    def is_late(self, today):
        return not self.is_done and self.due_on is not None and self.due_on < today

    def reckon(self):
        """Return the day it is due, or None when it hangs on an evening without a date."""
        if self.fixed_on:
            return self.fixed_on
        return timezone.localdate(self.event.starts_at) + timedelta(days=self.days) if self.event.starts_at else None

    @transaction.atomic
    def settle(self):
        """Save the task with the day it is due; a reminder that no longer tells the truth is taken back."""
        before = self.due_on
        self.due_on = self.reckon()
        self.save()
        if self.due_on != before:
            self.reminders.all().take_back()

    @transaction.atomic
    def tick(self, *, by):
        """Say that it is done, once: the first to say so is the one who is named."""
        ticked = Task.objects.open().filter(pk=self.pk).update(done_at=timezone.now(), done_by=by)
        if not ticked:
            raise ValidationError(_("This task was already done: nothing was changed."), code="stale")
        self.refresh_from_db()

    @transaction.atomic
    def reopen(self):
        if not Task.objects.done().filter(pk=self.pk).update(done_at=None, done_by=None):
            raise ValidationError(_("This task is not done: nothing was changed."), code="stale")
        self.refresh_from_db()

    @transaction.atomic
    def take(self, *, by):
        """Take a task that nobody has; ValidationError when a colleague was quicker."""
        if not Task.objects.open().unowned().filter(pk=self.pk).update(owner=by):
            raise ValidationError(_("A colleague has just taken this task, or it is done."), code="stale")
        self.refresh_from_db()

    @transaction.atomic
    def remove(self):
        self.reminders.all().take_back()
        self.delete()


class TaskReminderQuerySet(models.QuerySet):
    def take_back(self):
        """Withdraw the mails that have not left and forget them all: the new day is told when it comes."""
        Message.objects.filter(pk__in=self.values("message")).withdraw()
        self.delete()


class TaskReminder(models.Model):
    """What the owner of a task was told about it: three days before, on the day, each week while it is late."""

    class Kind(models.TextChoices):
        SOON = "soon", _("in three days")
        DAY = "day", _("today")
        LATE = "late", _("late")

    task = models.ForeignKey(Task, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=4, choices=Kind)
    about = models.DateField()  # the day it is due, or the Monday of the week in which it was late
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")

    objects = TaskReminderQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "kind", "about"], name="events_task_reminder_once")]

    def __str__(self):
        return f"{self.task} · {self.get_kind_display()}"
