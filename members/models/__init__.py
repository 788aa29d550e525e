from members.models.consents import ConsentRecord
from members.models.minutes import Minutes, MinutesAddendum
from members.models.people import Person, clean_email
from members.models.perimeters import Perimeter
from members.models.roles import Role, RoleStep
from members.models.signed_minutes import MinutesSigned
from members.models.territories import (
    Commune,
    DeclaredFigure,
    Structure,
    Territory,
    check_accent,
    clean_siret,
)

__all__ = [
    "Commune",
    "ConsentRecord",
    "DeclaredFigure",
    "Minutes",
    "MinutesAddendum",
    "MinutesSigned",
    "Perimeter",
    "Person",
    "Role",
    "RoleStep",
    "Structure",
    "Territory",
    "check_accent",
    "clean_email",
    "clean_siret",
]
