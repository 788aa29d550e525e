"""What can be put on an idea beside its stage: a tag, a theme, whose care it is in. Each says what was there before."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ideas.models import Idea, bump
from ideas.sorting.models.tag import IdeaTag, Tag


def tag(idea, name, *, by):
    """Put the tag `name` of its territory on `idea`; False when it wears it already. ValidationError: `Tag.named`."""
    known = Tag.objects.named(name, territory=idea.territory)
    if IdeaTag.objects.filter(idea=idea, tag=known).exists():
        return False
    IdeaTag.objects.bulk_create([IdeaTag(idea=idea, tag=known, by=by)], ignore_conflicts=True)
    return True


def untag(idea, name):
    """Take the tag `name` off; False when the idea does not wear it."""
    worn = IdeaTag.objects.filter(idea=idea, tag__in=Tag.objects.of_name(name, territory=idea.territory))
    return bool(worn.delete()[0])


def give_theme(idea, theme):
    """Give `idea` a theme, None for none; False when it has it already."""
    if not Idea.objects.filter(pk=idea.pk).exclude(theme=theme).update(theme=theme):
        return False
    bump(idea.event_id)
    return True


def assign(idea, person, *, team):
    """Give `idea` in the care of `person`, None for nobody; False when it is so already.

    `team`: the keys of those who may care for it. ValidationError `team` when `person` is not among them.
    """
    if person and person.pk not in team:
        words = {"name": person, "territory": idea.territory}
        raise ValidationError(_("%(name)s is not in the team of %(territory)s.") % words, code="team")
    return bool(Idea.objects.filter(pk=idea.pk).exclude(assigned_to=person).update(assigned_to=person))
