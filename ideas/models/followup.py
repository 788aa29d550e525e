"""What is asked of people after an evening (D10), and what the authors of ideas answered with one button."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Event
from foundation import links
from ideas import emails_following as emails
from ideas.models.idea import Idea
from ideas.models.life import Stage

LINK = "follow-up"  # the purpose of the access link that each question carries
LINK_LASTS = timedelta(days=400)


class Kind(models.TextChoices):
    MORNING = "morning", _("thanks, or what was missed")
    SHEETS = "sheets", _("the idea sheets of one’s table")
    FIRST_STEP = "first_step", _("was the first step taken?")
    ALIVE = "alive", _("is the idea still alive?")


DAYS = {
    Kind.MORNING: 1,
    Kind.SHEETS: 7,
    Kind.FIRST_STEP: 30,
    Kind.ALIVE: 90,
}  # after the evening, when nothing else is set
QUESTIONS = (Kind.FIRST_STEP, Kind.ALIVE)
MOST_DAYS = 365


class FollowUpPlan(models.Model):
    """When one follow-up of one evening leaves, where it differs from `DAYS`; inactive, it does not leave."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="follow_up_plans")
    kind = models.CharField(max_length=10, choices=Kind)
    days = models.PositiveSmallIntegerField()
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "kind"], name="ideas_followupplan_once"),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=MOST_DAYS), name="ideas_followupplan_days"),
        ]

    def __str__(self):
        return f"{self.event_id} {self.kind} +{self.days}"


def plan_of(event):
    """Return {kind: (days, active)} of an evening, the usual days where nothing was set."""
    chosen = {plan.kind: (plan.days, plan.active) for plan in event.follow_up_plans.all()}
    return {kind: chosen.get(kind, (days, True)) for kind, days in DAYS.items()}


@transaction.atomic
def plan(event, wanted):
    """Keep {kind: (days, active)} for an evening."""
    for kind, (days, active) in wanted.items():
        FollowUpPlan.objects.update_or_create(event=event, kind=kind, defaults={"days": days, "active": active})


class FollowUpQuerySet(models.QuerySet):
    def of_event(self, event):
        return self.filter(idea__event=event)

    def asked(self):
        return self.exclude(asked_at=None)

    def about(self, kind):
        return self.filter(kind=kind)

    def answered(self, answer):
        return self.filter(answer=answer)

    def silent(self):
        return self.asked().filter(answer="")

    def to_help(self):
        """Who asked for help and was not called yet."""
        return self.answered(FollowUp.Answer.HELP).filter(helped_at=None)

    def managed_by(self, person):
        return self.filter(idea__event__in=Event.objects.managed_by(person))

    def counts(self):
        """Return {(kind, answer): how many}, "" for silence."""
        rows = self.asked().order_by().values_list("kind", "answer").annotate(Count("pk"))
        return {(kind, answer): count for kind, answer, count in rows}


class FollowUp(models.Model):
    """One question to the author of one idea, asked once; the answer can be changed."""

    class Answer(models.TextChoices):
        YES = "yes", pgettext_lazy("follow-up", "yes")
        NOT_YET = "not_yet", pgettext_lazy("follow-up", "not yet")
        HELP = "help", pgettext_lazy("follow-up", "no, help is needed")
        STOPPED = "stopped", pgettext_lazy("follow-up", "the idea stops there")

    kind = models.CharField(max_length=10, choices=[(kind.value, kind.label) for kind in QUESTIONS])
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="follow_ups")
    asked_at = models.DateTimeField(null=True)  # empty when its author refused this kind of mail
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    helped_at = models.DateTimeField(null=True)
    helped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idea", "kind"], name="ideas_followup_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & Q(answered_at__isnull=False),
                name="ideas_followup_answer_has_its_time",
            ),
        ]

    def __str__(self):
        return f"{self.idea_id} {self.kind}"

    def link(self):
        """The token that opens the page of the answer, without login (D64)."""
        return links.token(links.access(LINK, self.pk, until=timezone.now() + LINK_LASTS))

    @transaction.atomic
    def reply(self, answer, *, now):
        """Keep an answer, or a new one instead; an idea that stops is asked nothing more (D10)."""
        if answer not in self.Answer.values:
            raise ValidationError(_("Choose one of the answers."), code="answer")
        FollowUp.objects.filter(pk=self.pk).exclude(answer=answer).update(
            answer=answer, answered_at=now, helped_at=None, helped_by=None
        )
        self.refresh_from_db()
        if answer == self.Answer.STOPPED:
            emails.withdraw_questions(self.idea)

    def mark_helped(self, *, by):
        """Someone of the team got in touch; False when another did, or help is no longer asked for."""
        return bool(FollowUp.objects.to_help().filter(pk=self.pk).update(helped_at=timezone.now(), helped_by=by))


@transaction.atomic
def ask(idea, kind, *, now):
    """Ask the author of `idea` the question `kind`, once; return whether a mail was queued."""
    question, made = FollowUp.objects.get_or_create(idea=idea, kind=kind)
    if not made:
        return False
    message = emails.question(question)
    if message:
        FollowUp.objects.filter(pk=question.pk).update(asked_at=now)
    return bool(message)


def awaiting(event, kind):
    """Ideas of `event` whose author is to be asked `kind`: shown, with an address, not asked yet, not stopped.

    Whether an idea is alive is asked of the group at work on it, when it is silent, and not of its author as well.
    """
    stopped = FollowUp.objects.answered(FollowUp.Answer.STOPPED).values("idea")
    known = FollowUp.objects.filter(kind=kind).values("idea")
    ideas = Idea.objects.accepted().filter(event=event).exclude(author_email="")
    if kind == Kind.ALIVE:
        carried = (Stage.GROUPED, Stage.PROJECT)
        ideas = ideas.exclude(stage__in=carried).exclude(whole__isnull=False, whole__stage__in=carried)
    return ideas.exclude(pk__in=known).exclude(pk__in=stopped).select_related("event__territory").order_by("pk")
