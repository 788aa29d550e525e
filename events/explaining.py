"""Why someone sits where they do (D3), in sentences for that person: nobody else is named but who comes along."""

from collections import defaultdict

from django.db.models import Q

from events.models import Placement, Registration


def explain(people):
    """Set `why` on each of the registrations `people`: sentences in the language that is on, none when unknown.

    Three statements for all of them. What a later change made untrue is not said.
    """
    people = list(people)
    pks = [person.pk for person in people]
    notes = {note.registration_id: note for note in Placement.objects.filter(registration__in=pks)}
    heads = {person.brought_by_id or person.pk for person in people} if notes else set()
    party = Registration.objects.live().filter(Q(pk__in=heads) | Q(brought_by__in=heads), erased_at=None)
    beside = defaultdict(list)
    for one in party.exclude(table=None).order_by("pk"):
        beside[one.brought_by_id or one.pk, one.table_id].append(one)
    ranks = dict(Registration.objects.filter(pk__in=notes).with_granted_wish().values_list("pk", "granted"))
    for person in people:
        note = notes.get(person.pk)
        together = beside[person.brought_by_id or person.pk, person.table_id]
        companions = [one for one in together if one.pk != person.pk]
        rank = ranks.get(person.pk)
        true = note and note.is_true(rank=rank, seated=person.table_id is not None)
        person.why = note.sentences(rank=rank, companions=companions) if true else []
