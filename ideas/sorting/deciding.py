"""Keeps all that was typed about one idea on its team sheet; then, if asked, takes the step."""

from django.core.exceptions import ValidationError
from django.db import transaction

from ideas.sorting.models import Note, SortingSheet, arranging


@transaction.atomic
def keep(idea, sheet, decision, *, by, team, key):
    """Keep what changed of two valid forms, a note once per `key`; return the sentences of what could not be kept."""
    SortingSheet.keep(idea, sheet.changed, by=by)
    typed = decision.cleaned_data
    if typed["note"]:
        Note.keep(idea, typed["note"], by=by, key=key)
    if decision.changed("theme"):
        arranging.give_theme(idea, typed["theme"])
    if decision.changed("personne"):
        arranging.assign(idea, typed["personne"], team={one.pk for one in team})
    return _keep_tags(idea, decision, by=by)


def _keep_tags(idea, decision, *, by):
    refused = []
    added, removed = decision.tags()
    for name in added:
        try:
            arranging.tag(idea, name, by=by)
        except ValidationError as why:
            refused.append(why.messages[0])
    for name in removed:
        arranging.untag(idea, name)
    return refused
