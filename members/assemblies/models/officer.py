"""The officers of an assembly: chair, secretary, tellers; each change is kept (D51)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from members.assemblies.models.assembly import Assembly
from members.cooperative.models import Member


class OfficerQuerySet(models.QuerySet):
    def in_office(self):
        return self.filter(until=None)

    def chairs(self):
        """Who chairs now: one, once the meeting was opened."""
        return self.in_office().filter(kind=Officer.Kind.CHAIR)

    def secretaries(self):
        return self.in_office().filter(kind=Officer.Kind.SECRETARY)

    def tellers(self):
        return self.in_office().filter(kind=Officer.Kind.TELLER)

    def held_by(self, person):
        """Those that `person` holds now, by their account or by their place in the register."""
        if not person.is_authenticated:
            return self.none()
        return self.in_office().filter(models.Q(person=person) | models.Q(member__in=Member.objects.of_person(person)))


class Officer(models.Model):
    class Kind(models.TextChoices):
        CHAIR = "chair", pgettext_lazy("officer of a meeting", "chair")
        SECRETARY = "secretary", pgettext_lazy("officer of a meeting", "secretary")
        TELLER = "teller", pgettext_lazy("officer of a meeting", "teller")

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="officers")
    kind = models.CharField(max_length=9, choices=Kind)
    name = models.CharField(max_length=170)  # in the minutes, which survive (D51)
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = OfficerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "kind"],
                condition=models.Q(until=None, kind__in=("chair", "secretary")),
                name="assemblies_one_chair_one_secretary",
            )
        ]

    def __str__(self):
        return f"{self.name} ({self.get_kind_display()})"
