"""Who sits at the committee: terms and offices, dated (D25)."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.committee.models.committee import Committee


class ExpertQuerySet(models.QuerySet):
    def in_term(self, day=None):
        """Those whose term runs on `day` (today by default): they vote and count for the quorum (D25, D26)."""
        day = day or timezone.localdate()
        return self.filter(since__lte=day, until__gt=day)

    def sitting_at(self, session):
        """Those who vote at `session`: their term covers it, from the day it begins to the day its votes are counted.

        A term that ends while votes are open does not sit: the base of the quorum is the same at both ends (D26).
        """
        first, last = timezone.localdate(session.starts_at), timezone.localdate(session.closes_at)
        return self.filter(committee=session.committee_id, since__lte=first, until__gt=last)

    def voters_of(self, item):
        """Those who judge this file: sitting at its session, and not recused from it; the base of its quorum (D26)."""
        return self.sitting_at(item.session).exclude(pk__in=item.declarations.recused().values("expert"))

    def sitting_today(self, committee, person):
        """The seat of `person` in `committee` today."""
        return self.in_term().filter(committee=committee, person=person)

    def ending(self, day, *, within):
        """Terms that end within this time after `day`, of people without a next term in the same committee (D25)."""
        next_term = Expert.objects.filter(committee=OuterRef("committee"), person=OuterRef("person"))
        soon = self.in_term(day).filter(until__lte=day + within).exclude(person=None)
        followed = Exists(next_term.filter(until__gt=OuterRef("until")))
        return soon.filter(~followed).select_related("person", "committee__territory").order_by("until", "pk")

    def of_person(self, person):
        """The seats of `person` today, in any committee."""
        return self.in_term().filter(person=person).order_by("pk")

    def not_over(self, day=None):
        """Those who sit today or will."""
        return self.filter(until__gt=day or timezone.localdate())

    def over(self, day=None):
        """Those whose term ended."""
        return self.filter(until__lte=day or timezone.localdate())

    def for_display(self):
        """By name, with the person that a line shows."""
        return self.select_related("person").order_by("person__family_name", "person__given_name", "pk")


class Expert(models.Model):
    """A member of the committee from `since` until the day before `until`; a second term is another row (D25)."""

    class Office(models.TextChoices):
        NONE = "none", pgettext_lazy("committee", "expert")
        CHAIR = "chair", pgettext_lazy("committee", "chair")
        SECRETARY = "secretary", pgettext_lazy("committee", "secretary")

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="experts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="expertises")
    office = models.CharField(_("office"), max_length=9, choices=Office, default=Office.NONE)
    employer = models.CharField(_("employer or organisation"), max_length=150, blank=True)
    since = models.DateField(_("member since"), default=timezone.localdate)
    until = models.DateField(_("member until"))

    objects = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name = _("expert of the committee")
        constraints = [
            models.UniqueConstraint(fields=["committee", "person", "since"], name="committee_expert_once"),
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="committee_term_in_order"),
            models.UniqueConstraint(
                fields=["committee", "office"],
                condition=~Q(office="none"),
                name="committee_one_chair_one_secretary",
                violation_error_message=_("The committee has one chair and one secretary."),
            ),
        ]

    def __str__(self):
        person = self.person
        return (person and (person.full_name or person.email)) or str(_("Former member"))  # an erased one has no name

    @property
    def last_day(self):
        """The last day of the term, as people say it."""
        return self.until - timedelta(days=1)

    @property
    def is_over(self):
        return self.until <= timezone.localdate()
