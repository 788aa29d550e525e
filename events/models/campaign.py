"""A campaign: one text to a choice of people; written, read, confirmed with the number, sent, stoppable (D57, D62)."""

from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from events.emails import campaigns as emails
from events.models.audience import Audience
from events.models.event import Event
from foundation import jobs
from outbox import grouping
from outbox.limits import last_departure
from outbox.models import Message
from outbox.topics import NEWS


class CampaignQuerySet(models.QuerySet):
    def managed_by(self, person):
        return self.filter(event__in=Event.objects.managed_by(person))

    def drafts(self):
        return self.filter(status=Campaign.Status.DRAFT)

    def planned(self):
        return self.filter(status=Campaign.Status.PLANNED)

    def sending(self):
        return self.filter(status=Campaign.Status.SENDING)

    def stoppable(self):
        return self.filter(status__in=(Campaign.Status.PLANNED, Campaign.Status.SENDING))

    def due(self, now):
        """Planned for a moment that has come."""
        return self.planned().filter(planned_at__lte=now)

    def concerned_by(self, event):
        """Going on, or over by name only, with mails that still wait and tell of `event`: a list, few at once."""
        kinds = Message.objects.unsent().filter(kind__startswith=emails.KIND).values_list("kind", flat=True).distinct()
        keys = [int(kind.rpartition("-")[2]) for kind in kinds if kind != emails.TEST]
        alive = self.sending() | self.filter(pk__in=keys)
        mine = alive.filter(event__territory=event.territory_id).select_related("event__territory")
        return [one for one in mine if one.event_id == event.pk or (event.pk in one.chosen.events and not one.is_news)]

    def over(self):
        """Going on by name only: all is written, nothing waits any more."""
        waiting = Message.objects.waiting().filter(about=OuterRef("about"), kind=OuterRef("kind_of_message"))
        named = (
            self.sending()
            .exclude(written_at=None)
            .annotate(
                about=models.functions.Concat(models.Value("event:"), F("event"), output_field=models.CharField()),
                kind_of_message=models.functions.Concat(
                    models.Value(emails.KIND), F("pk"), output_field=models.CharField()
                ),
            )
        )
        return named.filter(~Exists(waiting))

    def for_lists(self):
        return self.select_related("by", "event__territory").defer("people", "text").order_by("-pk")


class Campaign(models.Model):
    """Draft → planned → sending → done; or stopped. What is planned goes back to draft when its evening moves."""

    JOB = "campaign"

    class Kind(models.TextChoices):
        SERVICE = "service", _("about the evening they registered for")
        NEWS = "news", _("news of the territory")

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("campaign", "draft")
        PLANNED = "planned", pgettext_lazy("campaign", "planned")
        SENDING = "sending", pgettext_lazy("campaign", "leaving")
        DONE = "done", pgettext_lazy("campaign", "sent")
        STOPPED = "stopped", pgettext_lazy("campaign", "stopped")

    event = models.ForeignKey(Event, models.CASCADE, related_name="campaigns")
    kind = models.CharField(_("kind of message"), max_length=8, choices=Kind, default=Kind.SERVICE)
    audience = models.JSONField(default=dict)
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"), max_length=6000)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=1)  # two people who write, or confirm, notice each other by it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    planned_at = models.DateTimeField(null=True)
    people = models.JSONField(default=list)  # who was confirmed: references of `audience.read`, no name
    number = models.PositiveIntegerField(default=0)  # how many were confirmed
    written = models.PositiveIntegerField(default=0)  # how many mails were put in the box
    skipped = models.PositiveIntegerField(
        default=0
    )  # how many left the selection between the confirmation and the sending
    facts = models.CharField(max_length=64, blank=True)  # date and place of the evening when it was confirmed, digested
    created_at = models.DateTimeField(auto_now_add=True)
    written_at = models.DateTimeField(null=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        indexes = [models.Index(fields=["status", "planned_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft") | Q(planned_at__isnull=False), name="events_campaign_confirmed_has_its_time"
            )
        ]

    def __str__(self):
        return emails.title(self)

    @property
    def is_draft(self):
        return self.status == self.Status.DRAFT

    @property
    def is_news(self):
        return self.kind == self.Kind.NEWS

    @property
    def is_planned(self):
        return self.status == self.Status.PLANNED

    @property
    def is_sending(self):
        return self.status == self.Status.SENDING

    @property
    def is_stopped(self):
        return self.status == self.Status.STOPPED

    @property
    def topic(self):
        return NEWS if self.is_news else ""

    @property
    def chosen(self):
        return Audience.kept(self.audience)

    def messages(self):
        return Message.objects.about(self.event.subject).filter(kind=emails.kind(self))

    def selection(self):
        """Who would get it now."""
        return self.chosen.select(self.event.territory, news=self.is_news, topic=self.topic)

    def last_departure(self, number, *, now, at=None):
        """When the last of `number` mails would have left under the limits (D62), None without limit."""
        return last_departure(now=now, more=number, begins=self.departure(at or now))

    def departure(self, moment):
        """When the first mails leave: not at night, and for news with the mail of the day (D62)."""
        from foundation.clocks import after_night

        return grouping.next_moment(moment) if self.is_news else after_night(moment)

    @transaction.atomic
    def write(self, *, by, seen=None):
        """Keep a draft; `seen` is the version that the writer had read, None for a new one."""
        if seen is None:
            self.by = by
            self.save()
            self.steps.create(kind=CampaignStep.Kind.WRITTEN, by=by)
            return
        kept = Campaign.objects.drafts().filter(pk=self.pk, version=seen)
        values = {name: getattr(self, name) for name in ("kind", "audience", "subject", "text")}
        if not kept.update(version=F("version") + 1, **values):
            raise ValidationError(
                _(
                    "A colleague changed or confirmed this campaign while you were writing. "
                    "What you typed is still here: compare before saving again."
                ),
                code="stale",
            )
        self.refresh_from_db(fields=["version"])
        self.steps.create(kind=CampaignStep.Kind.WRITTEN, by=by)

    @transaction.atomic
    def confirm(self, *, by, number, version, now, at=None):
        """Let it leave at `at` (None: now) to the `number` of people that was read and typed.

        ValidationError, and nothing leaves, when the number or the text changed since, or when nobody is left. At night
        it waits for 8:00.
        """
        from foundation.clocks import after_night

        begins = after_night(max(at or now, now))
        mine = Campaign.objects.drafts().filter(pk=self.pk, version=version)
        if not mine.update(status=self.Status.PLANNED, planned_at=begins):
            raise ValidationError(
                _("This campaign was changed or confirmed meanwhile: read the page again."), code="stale"
            )
        self.refresh_from_db()
        selection = self.selection()
        if not selection:
            raise ValidationError(_("Nobody is in this selection: there is nobody to write to."), code="nobody")
        if len(selection) != number:
            raise ValidationError(
                _("There are now %(now)s people, and you confirmed %(number)s: nothing left. Read and confirm again.")
                % {"now": len(selection), "number": number},
                code="number",
            )
        self.people, self.number = list(selection.people.values()), number
        self.facts = _facts(Event.objects.get(pk=self.event_id))
        self.written = self.skipped = 0
        self.save(update_fields=["people", "number", "facts", "written", "skipped"])
        self.steps.create(kind=CampaignStep.Kind.CONFIRMED, by=by, details=str(number))
        if begins <= now:
            self.launch(now=now)

    @transaction.atomic
    def launch(self, *, now):
        """Begin to write the mails of a planned campaign, once; back to draft when its evening changed meanwhile."""
        if _facts(Event.objects.get(pk=self.event_id)) != self.facts:
            self.hold_back()
            return
        mine = Campaign.objects.due(now).filter(pk=self.pk)
        if mine.update(status=self.Status.SENDING):
            self.refresh_from_db(fields=["status"])
            jobs.start(self.JOB, self.pk, total=self.number)

    @transaction.atomic
    def hold_back(self):
        """Its evening moved or was called off: what was planned is to be read and confirmed again."""
        if (
            Campaign.objects.planned()
            .filter(pk=self.pk)
            .update(status=self.Status.DRAFT, version=F("version") + 1, people=[], number=0)
        ):
            self.refresh_from_db()
            self.steps.create(kind=CampaignStep.Kind.HELD_BACK)

    @transaction.atomic
    def stop(self, *, by):
        """Send no more of it: return (how many had left, how many were withdrawn)."""
        if not Campaign.objects.stoppable().filter(pk=self.pk).update(status=self.Status.STOPPED, people=[]):
            raise ValidationError(_("This campaign is over or was stopped already: nothing was changed."), code="stale")
        self.refresh_from_db()
        withdrawn = self.messages().withdraw()
        counts = self.messages().counts()
        left = counts["left"] + counts["bounced"]
        # Those whose mail was not even written.
        withdrawn += max(0, self.number - self.written - self.skipped)
        self.steps.create(kind=CampaignStep.Kind.STOPPED, by=by, details=_told(left, withdrawn))
        return left, withdrawn

    @transaction.atomic
    def recall(self):
        """Its evening moved or was called off while it left: what waits is untrue and is withdrawn, told once."""
        was_leaving = Campaign.objects.sending().filter(pk=self.pk).update(status=self.Status.STOPPED, people=[])
        unwritten = max(0, self.number - self.written - self.skipped) if was_leaving else 0
        withdrawn = self.messages().withdraw() + unwritten
        if was_leaving or withdrawn:
            counts = self.messages().counts()
            told = _told(counts["left"] + counts["bounced"], withdrawn)
            self.steps.create(kind=CampaignStep.Kind.RECALLED, details=told)

    @transaction.atomic
    def drop(self):
        """Delete a draft; ValidationError once it was confirmed."""
        if not Campaign.objects.drafts().filter(pk=self.pk).delete()[0]:
            raise ValidationError(_("This campaign was confirmed meanwhile: stop it instead."), code="stale")

    def mark_written(self, *, now):
        """Every mail is in the box."""
        Campaign.objects.sending().filter(pk=self.pk).update(written_at=now)

    @transaction.atomic
    def finish(self):
        """Everything left, or will never: told once."""
        if Campaign.objects.over().filter(pk=self.pk).update(status=self.Status.DONE, people=[]):
            counts = self.messages().counts()
            self.steps.create(kind=CampaignStep.Kind.DONE, details=str(counts["left"] + counts["grouped"]))


def recall_for(event):
    """Withdraw what campaigns still say of an evening that moved or was called off; what was planned is held back."""
    for campaign in Campaign.objects.planned().filter(event=event):
        campaign.hold_back()
    for campaign in Campaign.objects.concerned_by(event):
        campaign.recall()


def withdraw_for(event, address):
    """Take back the service campaigns about `event` that wait for an address nobody registered there has any more.

    A family that shares it, or a facilitator, still reads them: who is in the selection now is looked for again.
    """
    address = address.lower()
    waiting = Message.objects.waiting().filter(kind__startswith=emails.KIND, topic="", to=address)
    if not address or not waiting.exclude(kind=emails.TEST).exists():
        return
    for campaign in Campaign.objects.concerned_by(event):
        if not campaign.is_news and address not in campaign.selection().people:
            campaign.messages().filter(to=address).withdraw()


def _facts(event):
    """What a campaign may have told of its evening: it changed when this did."""
    told = [str(getattr(event, name)) for name in Event.TELLING]
    return sha256("|".join([*told, str(event.is_called_off)]).encode()).hexdigest()


def _told(left, withdrawn):
    gone = ngettext("%(n)s message had left", "%(n)s messages had left", left) % {"n": left}
    back = ngettext("%(n)s was withdrawn", "%(n)s were withdrawn", withdrawn) % {"n": withdrawn}
    return f"{gone}, {back}"


class CampaignStep(models.Model):
    """What happened to a campaign, and by whom (nobody: by itself)."""

    class Kind(models.TextChoices):
        WRITTEN = "written", pgettext_lazy("campaign", "written")
        TESTED = "tested", pgettext_lazy("campaign", "sent as a test")
        CONFIRMED = "confirmed", pgettext_lazy("campaign", "confirmed")
        HELD_BACK = "held_back", _("put back to draft: the evening changed")
        RECALLED = "recalled", _("stopped: the evening changed")
        STOPPED = "stopped", pgettext_lazy("campaign", "stopped")
        DONE = "done", pgettext_lazy("campaign", "finished")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    details = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.campaign} · {self.get_kind_display()}"
