"""Mails about a seat at the committee, and about a file that leaves its agenda: lines of the gallery."""

from projects.committee import agenda, appointing
from projects.committee.models import Expert
from tests.factories import make_agenda_item, make_committee, make_expert, make_person, make_session


def appointed(cast):
    person = make_person(given_name="Inès", family_name="Perrin", language=cast.language)
    names = {"given_name": person.given_name, "family_name": person.family_name}
    appointing.appoint(make_committee(territory=cast.territory), person.email, names=names, by=None)


def office_given(cast):
    person = make_person(given_name="Inès", family_name="Perrin", language=cast.language)
    expert = make_expert(committee=make_committee(territory=cast.territory), person=person)
    appointing.give_office(expert, Expert.Office.CHAIR, by=None)


def withdrawn(cast):
    item = make_agenda_item(session=make_session(committee=make_committee(territory=cast.territory)))
    item.project.group.leads().update(language=cast.language, given_name="Léa")
    agenda.withdraw(item, why="Le camion n’est plus disponible : nous en cherchons un autre.", by=None)


MAILS = {"committee/appointed": appointed, "committee/office_given": office_given, "committee/withdrawn": withdrawn}
