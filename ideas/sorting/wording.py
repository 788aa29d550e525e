"""The sentences about what was done to a selection of ideas."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from events.models import Theme
from foundation.typography import number
from ideas.models import Idea, Stage
from ideas.sorting.acting import MOST
from ideas.sorting.models import Bulk
from members.models import Person

MOST_TOLD = 20  # ideas named one by one


@dataclass(frozen=True)
class Told:
    """What the page says of the last act: `refused` as [[title, why, url, act]], `more` of them that are not named."""

    bulk: Bulk
    words: str
    title: str  # of the idea, when there is one
    same: str
    failed: str
    refused: list
    more: int


def told(bulk):
    """Return the `Told` of a `Bulk` that can be undone, None for none."""
    if bulk is None:
        return None
    done, failed = bulk.moves.count(), len(bulk.refused)
    return Told(
        bulk,
        _done(bulk.kind, bulk.value, done),
        bulk.moves.values_list("idea__title", flat=True)[0] if done == 1 else "",
        _counted(ngettext("%(n)s was so already.", "%(n)s were so already.", bulk.same), bulk.same),
        _counted(ngettext("%(n)s idea stays as it was:", "%(n)s ideas stay as they were:", failed), failed),
        bulk.refused[:MOST_TOLD],
        max(0, failed - MOST_TOLD),
    )


def proposed(act, n):
    """What an act on `n` ideas would do, as its button says it."""
    if act.kind == Bulk.Kind.STAGE:
        words = {
            Stage.KEPT: ngettext("Keep %(n)s idea", "Keep %(n)s ideas", n),
            Stage.TO_DIG: ngettext("Look into %(n)s idea", "Look into %(n)s ideas", n),
            Stage.SET_ASIDE: ngettext("Set %(n)s idea aside", "Set %(n)s ideas aside", n),
            Stage.TO_SORT: ngettext("Put %(n)s idea back to sort", "Put %(n)s ideas back to sort", n),
        }[act.value]
    elif act.kind == Bulk.Kind.TAG:
        words = ngettext("Put the tag “%(name)s” on %(n)s idea", "Put the tag “%(name)s” on %(n)s ideas", n)
    elif act.kind == Bulk.Kind.UNTAG:
        words = ngettext("Take the tag “%(name)s” off %(n)s idea", "Take the tag “%(name)s” off %(n)s ideas", n)
    elif act.kind == Bulk.Kind.THEME:
        words = ngettext("Give the theme “%(name)s” to %(n)s idea", "Give the theme “%(name)s” to %(n)s ideas", n)
    else:
        words = ngettext("Give %(n)s idea in the care of %(name)s", "Give %(n)s ideas in the care of %(name)s", n)
    return words % {"n": _shown(n), "name": _name(act.kind, act.value)}


def undone(done, moved):
    said = ngettext("Undone: %(n)s idea is as it was before.", "Undone: %(n)s ideas are as they were before.", done) % {
        "n": _shown(done)
    }
    if not moved:
        return said
    names = ", ".join(_("“%(title)s”") % {"title": title} for title in moved[:MOST_TOLD])
    stays = ngettext(
        "%(n)s changed since and stays so: %(names)s.", "%(n)s changed since and stay so: %(names)s.", len(moved)
    )
    return f"{said} {stays % {'n': _shown(len(moved)), 'names': names}}"


def step_words(step):
    """What the team reads of a step of an idea's life: its kind, and the stage or the reason it led to (D18)."""
    said = capfirst(step.get_kind_display())
    known = {**dict(Stage.choices), **dict(Idea.Refusal.choices)}
    return f"{said}\u00a0: {known[step.details]}" if step.details in known else said


def nothing_ticked():
    return _("No idea is ticked: tick those you mean, then press the button again.")


def too_many():
    words = {"most": _shown(MOST)}
    return _("More than %(most)s ideas match: narrow the filter first, so that somebody has looked at them.") % words


def _done(kind, value, n):
    if kind == Bulk.Kind.STAGE:
        words = {
            Stage.KEPT: ngettext("%(n)s idea kept.", "%(n)s ideas kept.", n),
            Stage.TO_DIG: ngettext("%(n)s idea to look into.", "%(n)s ideas to look into.", n),
            Stage.SET_ASIDE: ngettext("%(n)s idea set aside.", "%(n)s ideas set aside.", n),
        }.get(value) or ngettext("%(n)s idea to sort again.", "%(n)s ideas to sort again.", n)
    elif kind == Bulk.Kind.TAG:
        words = ngettext("%(n)s idea got the tag “%(name)s”.", "%(n)s ideas got the tag “%(name)s”.", n)
    elif kind == Bulk.Kind.UNTAG:
        words = ngettext("%(n)s idea lost the tag “%(name)s”.", "%(n)s ideas lost the tag “%(name)s”.", n)
    elif kind == Bulk.Kind.THEME:
        words = ngettext("%(n)s idea got the theme “%(name)s”.", "%(n)s ideas got the theme “%(name)s”.", n)
    else:
        words = ngettext("%(n)s idea in the care of %(name)s.", "%(n)s ideas in the care of %(name)s.", n)
    return words % {"n": _shown(n), "name": _name(kind, value)}


def _name(kind, value):
    if kind == Bulk.Kind.THEME:
        return (
            Theme.objects.filter(pk=value).first() or pgettext("theme", "none") if value else pgettext("theme", "none")
        )
    if kind == Bulk.Kind.ASSIGN:
        return Person.objects.filter(pk=value).first() or _("nobody") if value else _("nobody")
    return value


def _counted(words, n):
    return words % {"n": _shown(n)} if n else ""


def _shown(n):
    return number(n, language=get_language() or "fr")
