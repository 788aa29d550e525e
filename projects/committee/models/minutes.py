"""Which minutes are of which session; the minutes themselves are kept by `members` (D31, D51)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from members.models import Minutes, Role
from projects.committee.models.committee import Committee
from projects.committee.models.expert import Expert
from projects.committee.models.session import Session


class SessionMinutesQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of the committees that `person` keeps, or sits in today.

        They are written once the decisions are released: whoever stood down from a file may read them too (D25).
        """
        if not person.is_authenticated:
            return self.none()
        seats = Expert.objects.in_term().filter(person=person)
        kept = Committee.objects.kept_by(person)
        return self.filter(Q(session__committee__in=kept) | Q(session__committee__in=seats.values("committee")))

    def drafts(self):
        """Those that nobody adopted yet."""
        return self.filter(minutes__in=Minutes.objects.drafts())

    def for_lists(self):
        """With what a line shows."""
        return self.select_related("minutes", "session__committee__territory")


class SessionMinutes(models.Model):
    session = models.OneToOneField(Session, models.PROTECT, related_name="its_minutes")
    minutes = models.OneToOneField(Minutes, models.PROTECT, related_name="committee_session")

    objects = SessionMinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes of a session")

    def __str__(self):
        return str(self.minutes)

    def office_of(self, person):
        """In what capacity `person` signs these minutes, in the language in force."""
        here = person.roles.in_force().filter(territory=self.session.committee.territory)
        kinds = set(here.values_list("kind", flat=True))
        if Role.Kind.CHAIR in kinds:
            return pgettext("office", "chair")
        if Role.Kind.SECRETARY in kinds:
            return pgettext("office", "secretary")
        return pgettext("office", "chairing this session")
