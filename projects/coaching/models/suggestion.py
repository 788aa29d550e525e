"""What was suggested to someone, and what they answered: « fait », « plus tard », « sans objet » (D62)."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation import links
from ideas.groups.models import Membership
from members.models import Territory
from projects.coaching.advice import Audience

LINK = "advice"  # the purpose of the act links of the weekly mail; their subject is the suggestion
LINK_LASTS = timedelta(days=45)
LATER = timedelta(days=7)


class SuggestionQuerySet(models.QuerySet):
    def of(self, holder):
        """Those of one `Holder`."""
        return self.filter(**holder.key)

    def about(self, audience, subjects):
        """To those concerned by any of these subjects (keys)."""
        return self.filter(audience=audience, subject__in=subjects)

    def proposed(self):
        return self.filter(state=Suggestion.State.PROPOSED)

    def unanswered_mail(self):
        """Mailed, and nothing came back: its reader is written nothing more about it."""
        return self.proposed().exclude(mailed_at=None)

    def answered_since(self, moment):
        return self.filter(answered_at__gt=moment)


class Suggestion(models.Model):
    """One piece of advice to one person about one thing.

    `subject` is the key of an idea, a group, a project or a territory, by the condition of the advice. Its holder is a
    member of a group (also a bearer), someone of the team, or, without either, the author of the idea.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("advice", "proposed")
        DONE = "done", pgettext_lazy("advice", "done")
        LATER = "later", pgettext_lazy("advice", "later")
        NOT_RELEVANT = "not_relevant", pgettext_lazy("advice", "not relevant")

    ANSWERS = (State.DONE, State.LATER, State.NOT_RELEVANT)

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="+")
    code = models.CharField(max_length=30)
    audience = models.CharField(max_length=6, choices=Audience)
    subject = models.PositiveBigIntegerField()
    membership = models.ForeignKey(Membership, models.CASCADE, null=True, blank=True, related_name="suggestions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    until = models.DateTimeField(null=True, blank=True)  # of « later »: when it may be proposed again
    proposed_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    considered_on = models.DateField(null=True, blank=True)  # the last weekly mail looked at it
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["audience", "subject", "code"]), models.Index(fields=["considered_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "subject", "membership"],
                condition=Q(membership__isnull=False),
                name="coaching_once_per_member",
            ),
            models.UniqueConstraint(
                fields=["code", "subject", "person"], condition=Q(person__isnull=False), name="coaching_once_per_person"
            ),
            models.UniqueConstraint(
                fields=["code", "subject"],
                condition=Q(person=None, membership=None),
                name="coaching_once_per_author",
            ),
            models.CheckConstraint(condition=Q(person=None) | Q(membership=None), name="coaching_one_holder"),
            models.CheckConstraint(
                condition=Q(state="later", until__isnull=False) | ~Q(state="later") & Q(until=None),
                name="coaching_later_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(answered_at__isnull=False), name="coaching_answer_has_its_time"
            ),
        ]

    def __str__(self):
        return f"{self.code} · {self.subject}"

    @classmethod
    def made(cls, advice, subject, holder, *, now):
        """The one row of this advice to this holder about `subject`, made at its first use."""
        wanted = {"code": advice.code, "subject": subject.pk, **holder.key}
        known = cls.objects.filter(**wanted).first()
        if known:
            return known
        try:
            with transaction.atomic():
                return cls.objects.create(**wanted, territory_id=holder.territory_id, proposed_at=now)
        except IntegrityError:  # another click at this instant
            return cls.objects.get(**wanted)

    @transaction.atomic
    def answer(self, state, *, now):
        """Keep « done », « later » (a week) or « not relevant », or another answer instead; the same twice is one."""
        if state not in self.ANSWERS:
            raise ValidationError(_("Choose one of the answers."), code="answer")
        until = now + LATER if state == self.State.LATER else None
        Suggestion.objects.filter(pk=self.pk).exclude(state=state).update(state=state, until=until, answered_at=now)
        self.refresh_from_db()

    def propose_again(self, *, now):
        """A rest is over: it may be told anew, once more by mail."""
        rested = Suggestion.objects.filter(pk=self.pk, state=self.state).exclude(state=self.State.PROPOSED)
        rested.update(state=self.State.PROPOSED, until=None, proposed_at=now, mailed_at=None)
        self.refresh_from_db()

    def rests(self, *, again, now):
        """Whether it is silent at `now`; « done » holds `again` days, 0 for good, « not relevant » for good."""
        if self.state == self.State.LATER:
            return now < self.until
        if self.state == self.State.DONE:
            return not again or now < self.answered_at + timedelta(days=again)
        return self.state == self.State.NOT_RELEVANT

    def link(self):
        """The token that opens the page of the three answers, without login (D64)."""
        return links.token(links.access(LINK, self.pk, until=timezone.now() + LINK_LASTS))
