"""What people may do, where, and since when (D60)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models.territories import Territory


class RoleQuerySet(models.QuerySet):
    def in_force(self, day=None):
        day = day or timezone.localdate()
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))

    def administered_by(self, person):
        """The roles, past and present, of the territories that `person` administers today."""
        return self.filter(territory__in=Territory.objects.administered_by(person))

    def for_display(self):
        """Those in force first, then by name; with what a line shows."""
        ended = models.Case(models.When(until=None, then=0), default=1)
        names = ("person__family_name", "person__given_name", "person__email")
        return self.select_related("person", "territory").order_by("territory__name", ended, *names, "pk")

    @transaction.atomic
    def give(self, person, *, territory, kind, by):
        """Give a role from today, until it is ended; ValidationError when the person holds it already."""
        held = _("This person already holds this role: nothing was changed.")
        if self.in_force().filter(person=person, territory=territory, kind=kind).exists():
            raise ValidationError(held, code="held")
        try:
            with transaction.atomic():
                role = self.create(person=person, territory=territory, kind=kind)
        except IntegrityError:  # two clicks at the same instant, or a role ended today and given again
            role = self.get(person=person, territory=territory, kind=kind, since=timezone.localdate())
            if not self.filter(pk=role.pk).exclude(until=None).update(until=None):
                raise ValidationError(held, code="held") from None
            role.refresh_from_db()
        role.steps.create(kind=RoleStep.Kind.GIVEN, by=by)
        return role

    @transaction.atomic
    def give_to_address(self, email, *, names, territory, kind, by):
        """Give a role to whoever signs in with `email`: the person is made when the address is new.

        `names` ({"given_name", "family_name"}) only fill what the person has not said of themselves.
        """
        people = self.model.person.field.related_model.objects
        person = people.of_address(email, **names)
        if not person.full_name and any(names.values()):
            people.filter(pk=person.pk).update(**names)
        return self.give(person, territory=territory, kind=kind, by=by)


class Role(models.Model):
    """What a person may do in a territory, from `since` until the day before `until` (D60)."""

    class Kind(models.TextChoices):
        ORGANISER = "organiser", _("organiser")
        FACILITATOR = "facilitator", _("facilitator")
        EXPERT = "expert", _("expert of the committee")
        CHAIR = "chair", _("chair of the committee")
        SECRETARY = "secretary", _("secretary of the committee")
        MEMBER = "member", _("member of the cooperative")
        BOARD = "board", _("administrator of the cooperative")
        FINANCE = "finance", _("finance")
        RESEARCHER = "researcher", _("researcher")
        ELECTED = "elected", _("elected representative")
        ADMINISTRATOR = "administrator", _("administrator of the territory")

    ORGANISING = (Kind.ORGANISER, Kind.ADMINISTRATOR)
    SECOND_FACTOR = (Kind.ORGANISER, Kind.FINANCE, Kind.BOARD, Kind.CHAIR, Kind.SECRETARY, Kind.ADMINISTRATOR)

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles")
    territory = models.ForeignKey(Territory, models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=14, choices=Kind)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "territory", "kind", "since"], name="members_role_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="members_role_order"
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.get_kind_display()} · {self.territory}"

    @transaction.atomic
    def end(self, *, by):
        """End the role from today on, once; a territory keeps an administrator, else nobody could name the next."""
        today = timezone.localdate()
        Territory.objects.select_for_update().get(pk=self.territory_id)  # the last two administrators leave in turn
        if self.kind == self.Kind.ADMINISTRATOR and not self._has_successor():
            raise ValidationError(_("A territory keeps at least one administrator: name another one first."))
        if not Role.objects.in_force(today).filter(pk=self.pk).update(until=today):
            raise ValidationError(_("This role had already ended."), code="stale")
        self.refresh_from_db()
        self.steps.create(kind=RoleStep.Kind.ENDED, by=by)

    def _has_successor(self):
        same = Role.objects.in_force().filter(territory=self.territory_id, kind=self.kind)
        return same.exclude(person=self.person_id).exists()


class RoleStepQuerySet(models.QuerySet):
    def for_display(self):
        """Latest first, with what a line shows."""
        return self.select_related("role__person", "role__territory", "by").order_by("-pk")


class RoleStep(models.Model):
    """Who gave or ended a role, and when."""

    class Kind(models.TextChoices):
        GIVEN = "given", pgettext_lazy("role", "given")
        ENDED = "ended", pgettext_lazy("role", "ended")

    role = models.ForeignKey(Role, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=5, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = RoleStepQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.role} · {self.get_kind_display()}"
