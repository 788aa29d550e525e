"""The sorting sheet (D20): what a team answers about an idea before deciding, a help and never a mark."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.models import Idea

LONGEST_COMMENT = 200


class Answer(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNSURE = "unsure", _("to be seen")


def _answer(words):
    return models.CharField(words, max_length=6, choices=Answer, blank=True)


def _comment():
    return models.CharField(_("comment"), max_length=LONGEST_COMMENT, blank=True)


class SortingSheet(models.Model):
    """Six questions and the effects expected of one idea, each with a short comment (D20)."""

    QUESTIONS = ("enterprise", "first_steps", "model", "novelty", "beyond_policy", "need")
    EFFECTS = ("economic", "ecological", "social", "cultural")

    idea = models.OneToOneField(Idea, models.CASCADE, related_name="sorting_sheet")
    enterprise = _answer(_("Could an enterprise carry it?"))
    enterprise_comment = _comment()
    first_steps = _answer(_("Are its first steps known?"))
    first_steps_comment = _comment()
    model = _answer(_("Could it live on something other than subsidies alone?"))
    model_comment = _comment()
    novelty = _answer(_("Is it new here?"))
    novelty_comment = _comment()
    beyond_policy = _answer(_("Is it more than a matter for public authorities alone?"))
    beyond_policy_comment = _comment()
    need = _answer(_("Does it answer a need of the territory?"))
    need_comment = _comment()
    economic = models.BooleanField(_("economic"), default=False)
    ecological = models.BooleanField(_("ecological"), default=False)
    social = models.BooleanField(_("social"), default=False)
    cultural = models.BooleanField(_("cultural"), default=False)
    effects_comment = _comment()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.idea} · {self.answered}/{len(self.QUESTIONS)}"

    @property
    def answered(self):
        """How many of the six questions have an answer."""
        return sum(bool(getattr(self, name)) for name in self.QUESTIONS)

    @classmethod
    def keep(cls, idea, values, *, by):
        """Keep what changed, {field: value}, and nothing else: two people who fill it in at once lose nothing."""
        if values:
            cls.objects.bulk_create([cls(idea=idea)], ignore_conflicts=True)
            cls.objects.filter(idea=idea).update(**values, by=by, at=timezone.now())
