"""« Une soirée chez nous »: an elected body asks, the territory answers, and a yes becomes an engagement (D66)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.emails import hosting as emails
from events.models.event import Event
from foundation import links
from foundation.codes import new_code
from members.models import Commune, Role, Structure, Territory
from members.phones import spoken_phone

ASKING = "hosting-prove"  # the act by which whoever asks proves the address
FOLLOWING = "hosting"  # the access by which they follow their request


class HostingRequestQuerySet(models.QuerySet):
    def proved(self):
        """Whose address was proved: the others do not exist for the team."""
        return self.exclude(status=HostingRequest.Status.UNPROVED)

    def unproved(self):
        return self.filter(status=HostingRequest.Status.UNPROVED)

    def awaiting_us(self):
        """The team has to answer, or to begin what it accepted."""
        return self.filter(status__in=HostingRequest.AWAITING_US)

    def managed_by(self, person):
        return self.proved().filter(territory__in=Territory.objects.managed_by(person))

    def asked_by(self, person):
        """The requests that `person` made, by an address both have proved (D65)."""
        if not person.is_authenticated or not person.email:
            return self.none()
        return self.proved().filter(email__iexact=person.email).order_by("-pk")

    def for_display(self):
        return self.select_related("territory", "commune", "engagement__event").order_by("-pk")


def new_request_code():
    return new_code(8)


class HostingRequest(models.Model):
    """What an elected body asks of a territory. Unproved → received ⇄ questioned → accepted → engaged; or declined."""

    class Status(models.TextChoices):
        UNPROVED = "unproved", pgettext_lazy("request", "address to be confirmed")
        RECEIVED = "received", pgettext_lazy("request", "received")
        QUESTIONED = "questioned", pgettext_lazy("request", "a question was asked")
        ACCEPTED = "accepted", pgettext_lazy("request", "accepted")
        DECLINED = "declined", pgettext_lazy("request", "declined")
        ENGAGED = "engaged", pgettext_lazy("request", "evening being prepared")

    class Body(models.TextChoices):
        COMMUNE = "commune", _("commune")
        INTERCOMMUNALITY = "intercommunality", _("intercommunality")

    AWAITING_US = (Status.RECEIVED, Status.ACCEPTED)
    ANSWERABLE = (Status.RECEIVED, Status.QUESTIONED)

    code = models.CharField(max_length=8, unique=True, default=new_request_code)
    key = models.UUIDField(unique=True)  # drawn by the form: sent twice, it is one request
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="hosting_requests", verbose_name=_("territory")
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.UNPROVED)
    body = models.CharField(_("you speak for"), max_length=16, choices=Body, default=Body.COMMUNE)
    body_name = models.CharField(_("name of the intercommunality"), max_length=120, blank=True)
    commune = models.ForeignKey(
        Commune, models.SET_NULL, null=True, blank=True, related_name="hosting_requests", verbose_name=_("commune")
    )
    commune_text = models.CharField(_("commune"), max_length=80, blank=True)
    full_name = models.CharField(_("your name"), max_length=120)
    function = models.CharField(_("your function"), max_length=80)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    wished = models.CharField(_("when"), max_length=120, blank=True)
    people = models.PositiveSmallIntegerField(_("how many people"), null=True, blank=True)
    need = models.CharField(_("what for"), max_length=200)
    message = models.TextField(_("message"), max_length=2000, blank=True)
    consent_version = models.CharField(max_length=20)
    language = models.CharField(max_length=2, default="fr")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = HostingRequestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["territory", "status"])]

    def __str__(self):
        return self.asker

    def get_absolute_url(self):
        return reverse("events:hosting_follow", args=[self.code])

    @property
    def place(self):
        return str(self.commune) if self.commune else self.commune_text

    @property
    def asker(self):
        """The body that asks, as people call it."""
        return self.body_name or self.place or self.full_name

    @property
    def spoken_phone(self):
        return spoken_phone(self.phone)

    @property
    def is_answerable(self):
        return self.status in self.ANSWERABLE

    @property
    def is_accepted(self):
        return self.status == self.Status.ACCEPTED

    @property
    def awaits_asker(self):
        return self.status == self.Status.QUESTIONED

    @transaction.atomic
    def ask(self):
        """Keep the request and mail the link that proves the address; once. Return whether it is new."""
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            return False
        emails.hosting_prove(self, links.act(ASKING, self.pk, lasts=emails.PROOF_LASTS))
        return True

    @transaction.atomic
    def prove(self):
        """The address is proved: the request reaches the team, once."""
        self._step(HostingStep.Kind.RECEIVED, source=(self.Status.UNPROVED,), to=self.Status.RECEIVED)
        emails.hosting_received(self)
        for person in self.organisers():
            emails.hosting_arrived(self, person)

    def organisers(self):
        """Who answers requests of the territory today, each once."""
        people = Role.person.field.related_model.objects
        holding = Role.objects.in_force().filter(territory=self.territory, kind__in=Role.ORGANISING)
        return people.filter(pk__in=holding.values("person"), email__isnull=False).order_by("pk")

    @transaction.atomic
    def question(self, *, by, words):
        """Ask for more; the answer comes back on the page of the request."""
        step = self._step(
            HostingStep.Kind.QUESTIONED, by=by, words=words, source=self.ANSWERABLE, to=self.Status.QUESTIONED
        )
        emails.hosting_questioned(self, step)

    @transaction.atomic
    def reply(self, *, words):
        """What the asker says to the question; the team has it to read again."""
        step = self._step(
            HostingStep.Kind.REPLIED, words=words, source=(self.Status.QUESTIONED,), to=self.Status.RECEIVED
        )
        for person in self.organisers():
            emails.hosting_replied(self, step, person)

    @transaction.atomic
    def accept(self, *, by, words=""):
        step = self._step(
            HostingStep.Kind.ACCEPTED, by=by, words=words, source=self.ANSWERABLE, to=self.Status.ACCEPTED
        )
        emails.hosting_accepted(self, step)

    @transaction.atomic
    def decline(self, *, by, words):
        """Say no, with the reason, which is mailed."""
        step = self._step(
            HostingStep.Kind.DECLINED, by=by, words=words, source=self.ANSWERABLE, to=self.Status.DECLINED
        )
        emails.hosting_declined(self, step)

    @transaction.atomic
    def engage(self, engagement, *, event, communes, by):
        """Turn a yes into an engagement with its evening, once; the asker is told that it is being prepared."""
        step = self._step(HostingStep.Kind.ENGAGED, by=by, source=(self.Status.ACCEPTED,), to=self.Status.ENGAGED)
        engagement.request, engagement.territory, engagement.event, engagement.by = self, self.territory, event, by
        engagement.save()
        engagement.communes.set(communes)
        emails.hosting_engaged(self, step)
        return engagement

    def _step(self, kind, *, source, to, by=None, words=""):
        if not HostingRequest.objects.filter(pk=self.pk, status__in=source).update(status=to):
            raise ValidationError(
                _("This was already done, or is no longer possible: look at the page again."), code="stale"
            )
        self.status = to
        return self.steps.create(kind=kind, by=by, words=words)

    def follow_link(self):
        """The address that opens the page of the request to whoever asked (D64)."""
        link = links.access(FOLLOWING, self.pk, until=timezone.now() + emails.FOLLOW_LASTS)
        return settings.PUBLIC_URL + reverse("events:hosting_link", args=[links.token(link)])


class HostingStep(models.Model):
    """What happened to a request: by whom, in which words, when."""

    class Kind(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("request", "received")
        QUESTIONED = "questioned", pgettext_lazy("request", "question")
        REPLIED = "replied", pgettext_lazy("request", "answer")
        ACCEPTED = "accepted", pgettext_lazy("request", "accepted")
        DECLINED = "declined", pgettext_lazy("request", "declined")
        ENGAGED = "engaged", pgettext_lazy("request", "evening being prepared")

    request = models.ForeignKey(HostingRequest, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    words = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.request} · {self.get_kind_display()}"


class Engagement(models.Model):
    """What a body and a territory agree on: who orders the evening, with what money, for which communes."""

    request = models.OneToOneField(HostingRequest, models.PROTECT, null=True, related_name="engagement")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="engagements")
    event = models.OneToOneField(Event, models.PROTECT, related_name="engagement")
    structure = models.ForeignKey(
        Structure, models.PROTECT, related_name="engagements", verbose_name=_("who orders the evening")
    )
    contact_name = models.CharField(_("who speaks for it"), max_length=120)
    budget = models.PositiveIntegerField(_("budget, in euros"), null=True, blank=True)
    communes = models.ManyToManyField(Commune, related_name="engagements", verbose_name=_("communes concerned"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(budget=None) | Q(budget__lte=10_000_000), name="events_engagement_sane")
        ]

    def __str__(self):
        return f"{self.structure} · {self.event}"
