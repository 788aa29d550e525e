"""Structures that help a project: what they bring, since when, and whether they agreed to be shown."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Structure
from projects.models.project import Project
from projects.models.step import ProjectStep


class PartnerQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(ended_at=None)

    def shown(self):
        """Those that agreed to be named on the public page (D56)."""
        return self.standing().exclude(agreed_on=None)


class Partner(models.Model):
    project = models.ForeignKey(Project, models.CASCADE, related_name="partners")
    structure = models.ForeignKey(Structure, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name of the structure"), max_length=120)
    brings = models.CharField(_("what it brings"), max_length=250, blank=True)
    contact = models.CharField(_("whom to ask there"), max_length=200, blank=True)  # read by the team only
    since = models.DateField(_("since"), null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)  # the day it agreed to be shown
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                condition=Q(ended_at=None),
                name="projects_partner_once",
                violation_error_message=_("This partner is in the list already."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def agreed(self):
        return self.agreed_on is not None

    @classmethod
    @transaction.atomic
    def add(cls, project, *, by=None, membership=None, **values):
        """Note a structure that helps; ValidationError `known` when it is in the list, `over`."""
        project.must_live()
        partner = cls(project=project)
        partner._keep(**values)
        project.record(
            ProjectStep.Kind.PARTNER, by=by, membership=membership, stage=project.stage, details=partner.name
        )
        return partner

    @transaction.atomic
    def change(self, **values):
        """Keep what is known of it now."""
        self.project.must_live()
        self._keep(**values)

    @transaction.atomic
    def end(self, *, by=None, membership=None):
        """It no longer helps; twice changes nothing. Whom to ask there is forgotten."""
        gone = {"ended_at": timezone.now(), "contact": ""}
        if Partner.objects.standing().filter(pk=self.pk).update(**gone):
            stage = self.project.stage
            kind = ProjectStep.Kind.PARTNER_LEFT
            self.project.record(kind, by=by, membership=membership, stage=stage, details=self.name)

    def _keep(self, *, name, brings, contact, since, agreed):
        self.name, self.brings, self.contact, self.since = name.strip(), brings, contact, since
        self.agreed_on = (self.agreed_on or timezone.localdate()) if agreed else None
        known = Structure.objects.filter(territory=self.project.territory_id, name__iexact=self.name)
        self.structure = known.order_by("pk").first()
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            raise ValidationError(_("This partner is in the list already."), code="known") from None
