"""What the sorting of ideas holds of people (D58): notes and comments may name someone, so they go as names do."""

from django.db.models import Q

from ideas.models import Idea
from ideas.sorting.models import Note, SavedFilter, SortingSheet

COMMENTS = {f"{name}_comment": "" for name in (*SortingSheet.QUESTIONS, "effects")}
PERSONAL = {
    "sorting.Note": {"text": ""},
    "sorting.SortingSheet": COMMENTS,
    "sorting.SavedFilter": {"name": "", "query": ""},  # words looked for may be a name; the whole row goes
}
NOT_PERSONAL = {
    "sorting.AlikeGroup": {"words": "what several ideas share, given to everyone"},
    "sorting.Tag": {"name folded": "words of a territory about ideas, the same list for its whole team"},
    "sorting.SavedFilter": {"folded": "goes with the whole row"},
    "sorting.Bulk": {"value": "a stage, or the key of a tag, a theme, an account", "refused": "titles of ideas"},
    "sorting.BulkMove": {"before": "a stage, or the key of a theme or an account"},
}


def old_addresses(before, *, after, limit):
    """No address is written here."""
    return []


def last_actions(addresses):
    """Who sorts signs in: their account tells when they acted last."""
    return {}


def expire(addresses, *, before):
    """Forget what the team wrote, before `before`, about the ideas of these addresses; called before names go."""
    ideas = Idea.objects.filter(Q(author_email__in=addresses) | Q(person__email__in=addresses))
    _forget(ideas.filter(created_at__lt=before))


def erase_all_of(person):
    """Forget the filters of a person, and what the team wrote about their ideas; what they wrote stays, unsigned."""
    SavedFilter.objects.filter(person=person).delete()
    _forget(Idea.objects.filter(Q(person=person) | Q(author_email__iexact=person.email or "-")))


def leftovers(before):
    """Return [(rows, act on their keys)]: notes and comments older than what we keep."""
    commented = SortingSheet.objects.exclude(**COMMENTS).filter(at__lt=before)
    return [
        (Note.objects.exclude(text="").filter(at__lt=before), forget_notes),
        (commented, forget_comments),
    ]


def forget_notes(keys):
    Note.objects.filter(pk__in=keys).update(**PERSONAL["sorting.Note"])


def forget_comments(keys):
    SortingSheet.objects.filter(pk__in=keys).update(**COMMENTS)


def export(person):
    """The notes that a person signed, the filters they keep, and what the team wrote about their ideas."""
    mine = Q(idea__person=person) | Q(idea__author_email__iexact=person.email or "-")
    notes = Note.objects.written().filter(Q(author=person) | mine).select_related("idea").order_by("pk")
    return {
        "sorting_notes": [
            {"idea": str(note.idea), "text": note.text, "at": note.at, "written_by_you": note.author_id == person.pk}
            for note in notes
        ],
        "sorting_filters": [
            {"name": kept.name, "address": kept.query} for kept in SavedFilter.objects.filter(person=person)
        ],
    }


def _forget(ideas):
    forget_notes(Note.objects.filter(idea__in=ideas).values("pk"))
    forget_comments(SortingSheet.objects.filter(idea__in=ideas).values("pk"))
