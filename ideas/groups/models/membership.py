"""Who is in a group: joining is an act of one's own, with a consent (D19, D56); nobody's address is shown (D64)."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation import links
from ideas.groups import consents, emails
from ideas.groups.models.group import WorkingGroup
from ideas.groups.models.step import GroupStep
from members.models import ConsentRecord, Territory
from members.phones import spoken_phone

ACCESS = "group"  # the purpose of the access links of members; their subject is the membership
ACCESS_LASTS = timedelta(days=400)


class MembershipQuerySet(models.QuerySet):
    def present(self):
        return self.filter(left_at=None)

    def reachable(self):
        """Present, with an address; whoever has none is told by the team (D63)."""
        return self.present().exclude(email="").select_related("group__idea__event__territory", "group__territory")

    def without_address(self):
        """Present, reached by the team only (D63)."""
        return self.present().filter(email="")

    def in_order(self):
        """Leads first, then by seniority."""
        return self.order_by("-is_lead", "joined_at", "pk")

    def for_space(self):
        """With what a card shows; groups at work first, the newest first."""
        return self.select_related("group").order_by("group__status", "-pk")

    def managed_by(self, person):
        return self.filter(group__territory__in=Territory.objects.managed_by(person))

    def of_person(self, person):
        """Of the address that `person` proved (D65)."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(Q(person=person) | Q(email__iexact=person.email or "-"))

    def opened_by(self, person, *, subjects):
        """Present members whom this visitor may be: by the links held (`subjects`, texts), or the proved address."""
        keys = [int(subject) for subject in subjects if subject.isdecimal()]
        mine = self.present().filter(Q(pk__in=keys) | Q(pk__in=self.of_person(person).values("pk")))
        return mine.select_related("group__idea__event__territory", "group__territory")


class Membership(models.Model):
    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="group_memberships"
    )
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(max_length=5, default="fr")
    role_title = models.CharField(_("your role"), max_length=80, blank=True)
    is_lead = models.BooleanField(default=False)
    lead_asked_at = models.DateTimeField(null=True, blank=True)  # someone hands the lead over to them: they may accept
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    left_why = models.CharField(max_length=300, blank=True)  # told to who was taken out

    objects = MembershipQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["group", "left_at"]), models.Index(fields=["email"])]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "email"],
                condition=Q(left_at=None) & ~Q(email=""),
                name="groups_membership_once",
                violation_error_message=_("This person is already in the group."),
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(is_lead=False, lead_asked_at=None), name="groups_lead_is_present"
            ),
        ]

    def __str__(self):
        return self.shown_name

    def save(self, **kwargs):
        self.email = self.email.strip().lower()
        super().save(**kwargs)

    @property
    def shown_name(self):
        """As the other members read it: given name and initial; whoever was erased is a former member."""
        if not self.given_name:
            return str(_("Former member"))
        initial = f" {self.family_name[:1].upper()}." if self.family_name else ""
        return f"{self.given_name}{initial}"

    @property
    def full_name(self):
        """As the team reads it."""
        return f"{self.given_name} {self.family_name}".strip() or str(_("Former member"))

    @property
    def spoken_phone(self):
        return spoken_phone(self.phone)

    @property
    def is_present(self):
        return self.left_at is None

    @property
    def step_role(self):
        return GroupStep.Role.LEAD if self.is_lead else GroupStep.Role.MEMBER

    def access_link(self):
        """The access to the group's pages as this member (D64)."""
        return links.access(ACCESS, self.pk, until=timezone.now() + ACCESS_LASTS)

    def open_url(self, page=""):
        """The address, for mails, that exchanges the access for a cookie, then shows `page` (a local path)."""
        url = settings.PUBLIC_URL + reverse("groups:open", args=[links.token(self.access_link())])
        return f"{url}?page={page}" if page else url

    @transaction.atomic
    def leave(self):
        """One click: the group is told; the team too when nobody leads it any more."""
        led = self.is_lead
        self._go(why="")
        step = self.group.record(
            GroupStep.Kind.LEFT, membership=self, role=GroupStep.Role.LEAD if led else GroupStep.Role.MEMBER
        )
        for member in self.group.memberships.reachable():
            emails.left(member, who=self.shown_name, step=step, leaderless=led and not self.group.leads().exists())

    @transaction.atomic
    def remove(self, *, why, by=None, acting=None):
        """The lead (`acting`) or the team (`by`) takes someone out of the group; the reason is told to them."""
        why = why.strip()[:300]
        if not why:
            raise ValidationError(_("Say why: this person will read it."), code="reason")
        self._go(why=why)
        step = self.group.record(GroupStep.Kind.REMOVED, by=by, membership=acting, why=why)
        emails.removed(self, step=step)

    @transaction.atomic
    def offer_lead(self, *, by=None, acting=None):
        """Propose the lead to this member, who accepts by one click; the team may propose as well."""
        self.group.must_stand()
        asked = Membership.objects.present().filter(pk=self.pk, is_lead=False)
        if not asked.update(lead_asked_at=timezone.now()):
            raise ValidationError(_("This person leads the group already, or has left it."), code="stale")
        self.refresh_from_db()
        step = self.group.record(GroupStep.Kind.LEAD_PROPOSED, by=by, membership=acting)
        emails.lead_offered(self, step=step)

    @transaction.atomic
    def take_lead(self):
        """The member accepts the lead that was proposed."""
        offered = Membership.objects.present().filter(pk=self.pk).exclude(lead_asked_at=None)
        if not offered.update(is_lead=True, lead_asked_at=None):
            raise ValidationError(_("This proposal was taken back: look at the page again."), code="stale")
        self.refresh_from_db()
        step = self.group.record(GroupStep.Kind.LEAD_TAKEN, membership=self)
        self.group.touch()
        for member in self.group.memberships.reachable().exclude(pk=self.pk):
            emails.lead_taken(member, who=self.shown_name, step=step)

    @transaction.atomic
    def decline_lead(self):
        """The member does not want the lead; nothing is said against them."""
        Membership.objects.present().filter(pk=self.pk).update(lead_asked_at=None)
        self.refresh_from_db()

    @transaction.atomic
    def give_up_lead(self):
        """Stay a member without leading; the last lead hands over first."""
        self.group.hold()
        if not self.group.leads().exclude(pk=self.pk).exists():
            raise ValidationError(
                _("You are the last to lead this group: propose the lead to someone first."), code="last"
            )
        if not Membership.objects.present().filter(pk=self.pk, is_lead=True).update(is_lead=False):
            raise ValidationError(_("You no longer lead this group."), code="stale")
        self.refresh_from_db()
        self.group.record(GroupStep.Kind.LEAD_LEFT, membership=self)

    @transaction.atomic
    def name_lead(self, *, by):
        """The team names a lead who has no address, or who agreed by phone (D63)."""
        present = Membership.objects.present().filter(pk=self.pk, is_lead=False)
        if not present.update(is_lead=True, lead_asked_at=None):
            raise ValidationError(_("This person leads the group already, or has left it."), code="stale")
        self.refresh_from_db()
        self.group.record(GroupStep.Kind.LEAD_TAKEN, by=by)

    def vanish(self):
        """Leave without a word to anyone: who was erased (D58)."""
        self._go(why="")

    def _go(self, *, why):
        gone = {"left_at": timezone.now(), "left_why": why, "is_lead": False, "lead_asked_at": None}
        if not Membership.objects.present().filter(pk=self.pk).update(**gone):
            raise ValidationError(_("This person has left the group already."), code="stale")
        self.refresh_from_db()
        links.revoke(ACCESS, self.pk)
        self.consents.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
        for role in self.roles.standing():
            role.give_back(membership=None)
        self.tasks.open().update(owner=None)
        self.meeting_roles.ahead(timezone.now()).delete()


class MembershipConsent(ConsentRecord):
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="consents")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "purpose"], condition=Q(withdrawn_at=None), name="groups_consent_once"
            )
        ]

    def __str__(self):
        return f"{self.membership_id} · {self.get_purpose_display()}"


@transaction.atomic
def enter(
    group, *, given_name, family_name="", email="", phone="", language="fr", role_title="", is_lead=False,
    person=None, consented_at=None, version=consents.VERSION,
):  # fmt: skip
    """Make someone a member, with the consent they gave at `consented_at` (now); return the `Membership`.

    The same address is one member: who is in the group already is returned as they are.
    """
    known = group.memberships.present().filter(email=email.strip().lower()).exclude(email="").first()
    if known:
        return known
    values = {"given_name": given_name, "family_name": family_name, "phone": phone, "language": language}
    try:
        with transaction.atomic():
            made = Membership.objects.create(
                group=group, email=email, role_title=role_title, is_lead=is_lead, person=person, **values
            )
    except IntegrityError:  # two acceptances at the same instant
        return group.memberships.present().get(email=email.strip().lower())
    MembershipConsent.objects.create(
        membership=made,
        purpose=ConsentRecord.Purpose.JOINING,
        text_version=version,
        given_at=consented_at or timezone.now(),
    )
    group.record(GroupStep.Kind.JOINED, membership=made)
    for meeting in group.meetings.to_tell(timezone.now()):
        meeting.tell(made)
    return made
