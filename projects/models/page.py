"""What the team chose to show of its project, block by block; nothing else of a project is public."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models.project import Project
from projects.models.step import ProjectStep


class PublicPage(models.Model):
    """Its words are written for everyone, apart from the sheets: what is still being thought over stays inside.

    Its photos are those of the sheets that the team chose to show (`shown_photos`).
    """

    project = models.OneToOneField(Project, models.CASCADE, primary_key=True, related_name="page")
    need = models.TextField(_("the need"), max_length=1500, blank=True)
    solution = models.TextField(_("the solution"), max_length=1500, blank=True)
    prototype = models.TextField(_("what was tried"), max_length=1500, blank=True)
    help_wanted = models.TextField(_("what would help"), max_length=800, blank=True)
    shows_partners = models.BooleanField(_("show the partners that agreed"), default=True)
    shows_bearer = models.BooleanField(_("show the bearer’s name, if they agreed"), default=True)
    shows_ideas = models.BooleanField(_("show the ideas it was made of"), default=True)
    changed_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    def __str__(self):
        return str(self.project)

    @classmethod
    def of(cls, project):
        """The page of a project; at first, words proposed from its first idea, kept when the team keeps them."""
        known = cls.objects.filter(pk=project.pk).first()
        if known:
            return known
        idea = project.ideas().first()
        return cls(project=project, need=idea.need if idea else "", solution=idea.solution if idea else "")

    @transaction.atomic
    def write(self, **values):
        """Keep the words and the choices of the page; an online one changes at once."""
        self.project.must_live()
        PublicPage.objects.update_or_create(project=self.project, defaults={**values, "changed_at": timezone.now()})

    @transaction.atomic
    def publish(self, *, by=None, membership=None):
        """Everyone may read it from now on; twice changes nothing. ValidationError `summary`, `over`."""
        project = self.project
        project.must_live()
        if not project.summary.strip():
            raise ValidationError(_("Write first the project in a few sentences: the page begins with it."), "summary")
        PublicPage.objects.update_or_create(
            project=project, defaults={"published_by": by}, create_defaults={**self._words(), "published_by": by}
        )
        if Project.objects.filter(pk=project.pk, published_at=None).update(published_at=timezone.now()):
            project.record(ProjectStep.Kind.PUBLISHED, by=by, membership=membership, stage=project.stage)
        project.refresh_from_db()

    @transaction.atomic
    def unpublish(self, *, by=None, membership=None):
        """Nobody else reads it any more, at once; its words are kept."""
        project = self.project
        if Project.objects.published().filter(pk=project.pk).update(published_at=None):
            project.record(ProjectStep.Kind.UNPUBLISHED, by=by, membership=membership, stage=project.stage)
        project.refresh_from_db()

    def _words(self):
        names = ("need", "solution", "prototype", "help_wanted", "shows_partners", "shows_bearer", "shows_ideas")
        return {name: getattr(self, name) for name in names}
