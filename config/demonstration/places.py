"""Territories, structures, declared figures, and the people who have a role."""

from datetime import date

from allauth.account.models import EmailAddress

from config.demonstration import files
from members.models import DeclaredFigure, Perimeter, Person, Role, RoleStep, Structure, Territory
from members.phones import clean_phone

ROLES_SINCE = date(2026, 1, 1)
NOTICES = {  # invented, as all the rest
    "structure": "Structure organisatrice (démonstration)",
    "postal_address": "1 place de la Démonstration, 39000 Lons-le-Saunier",
    "director": "Camille Perrodin",
    "host": "Cet ordinateur",
}


def load_territories():
    """Make the seven territories with their perimeters and declared figures; return them by slug."""
    territories = {
        row["slug"]: Territory(
            slug=row["slug"],
            name=row["name"],
            brand=row["brand"],
            accent=row["accent"],
            contact_email=row["email"],
            **NOTICES,
        )
        for row in files.rows("territories")
    }
    for territory in territories.values():
        territory.full_clean()
    Territory.objects.bulk_create(territories.values())
    Perimeter.objects.bulk_create(
        Perimeter(
            territory=territories[row["territory"]],
            commune_id=row["insee"],
            since=row["since"],
            until=row["until"] or None,
        )
        for row in files.rows("perimeters")
    )
    DeclaredFigure.objects.bulk_create(
        DeclaredFigure(
            territory=territories[row["territory"]],
            label=row["label"],
            value=int(row["value"]),
            wording=row["wording"],
            source=row["source"],
            declared_on=row["declared_on"],
            position=position,
        )
        for position, row in enumerate(files.rows("figures"))
    )
    return territories


def load_structures(territory):
    """Make the fictional structures in `territory`; return them by name."""
    structures = [
        Structure(territory=territory, name=row["name"], kind=row["kind"]) for row in files.people()["structures"]
    ]
    Structure.objects.bulk_create(structures)
    return {structure.name: structure for structure in structures}


def load_cast(territories):
    """Make the people of `/demo/` with a proved address and their role; return them by address."""
    people = {}
    for row in files.cast():
        people[row["email"]] = Person.objects.create_user(
            row["email"],
            given_name=row["given_name"],
            family_name=row["family_name"],
            phone=clean_phone(row["phone"]),
        )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people.values()
    )
    roles = [
        Role(person=people[row["email"]], territory=territories[row["territory"]], kind=row["role"], since=ROLES_SINCE)
        for row in files.cast()
        if row["role"]
    ]
    Role.objects.bulk_create(roles)
    RoleStep.objects.bulk_create(RoleStep(role=role, kind=RoleStep.Kind.GIVEN) for role in roles)
    return people
