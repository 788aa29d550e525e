"""Mails between members of the cooperative: lines of the gallery."""

from datetime import timedelta

from django.utils import timezone

from members.cooperative.models import Entry, Gathering, Introduction
from tests.cast_of_cooperatives import make_cooperative, make_cooperator
from tests.factories import make_person

WORD = "Bonjour Marc, auriez-vous la camionnette samedi matin\u202f? Une heure suffit."


def two_members(cast):
    """(who asks, who is asked and is in the directory), who read in the language of the cast."""
    cooperative = make_cooperative(territory=cast.event.territory, name="Clus’Ter Jura")
    people = [make_person(language=cast.language) for _number in range(2)]
    ines = make_cooperator(cooperative=cooperative, person=people[0], given_name="Inès", family_name="Vuillemin")
    marc = make_cooperator(cooperative=cooperative, person=people[1], given_name="Marc", family_name="Roux")
    Entry.show(marc, offers="Une camionnette le samedi matin", seeks="")
    return ines, marc


def asked(cast):
    ines, marc = two_members(cast)
    return Introduction.ask(marc.entry, word=WORD, asker=ines)


def planned(cast):
    """A meeting in nine days, to which the other member comes."""
    ines, marc = two_members(cast)
    starts_at = timezone.now() + timedelta(days=9)
    one = Gathering.plan(
        ines.cooperative, by=ines, title="Visite de l’atelier", place="12, rue des Écoles",
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=2),
    )  # fmt: skip
    one.come(marc)
    return one


def reminded(cast):
    one = planned(cast)
    one.remind(now=one.reminded_from)


MAILS = {
    "cooperative/introduction_asked": asked,
    "cooperative/introduction_put_in_touch": lambda cast: asked(cast).accept(),
    "cooperative/introduction_was_put_in_touch": lambda cast: asked(cast).accept(),
    "cooperative/introduction_declined": lambda cast: asked(cast).decline(),
    "cooperative/introduction_lapsed": lambda cast: asked(cast).lapse(),
    "cooperative/gathering_coming": planned,
    "cooperative/gathering_moved": lambda cast: planned(cast).change(place="Fruitière de Plasne"),
    "cooperative/gathering_cancelled": lambda cast: planned(cast).cancel(),
    "cooperative/gathering_reminder": reminded,
}
