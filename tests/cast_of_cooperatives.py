"""The cast of cooperatives and their assemblies: keyword factories that make the smallest true thing."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from members.assemblies.models import Assembly, Resolution
from members.assemblies.sheet import arrive
from members.assemblies.sitting import open_assembly
from members.cooperative import applying
from members.cooperative.models import Category, College, Cooperative, Member, Weight, WeightSet
from members.models import Role
from tests.factories import make_person, make_role, make_territory

_count = itertools.count(1)
WEIGHTS = {"Salariés": 30, "Bénéficiaires": 20, "Collectivités": 20, "Entreprises": 20, "Soutiens": 10}  # of D49
CATEGORIES = {"Salariés": "employees", "Bénéficiaires": "beneficiaries", "Autres": "other"}


def make_cooperative(*, territory=None, weights=WEIGHTS, name="Cluster d’essai", **fields):
    """A cooperative with the three categories of D40 and the colleges of `weights` ({name: percent})."""
    cooperative = Cooperative.objects.create(
        territory=territory or make_territory(), name=name, has_colleges=bool(weights), **fields
    )
    for title, kind in CATEGORIES.items():
        Category.objects.create(cooperative=cooperative, name=title, kind=kind)
    if weights:
        weight_set = WeightSet.objects.create(
            cooperative=cooperative, since=date(2020, 1, 1), decided_by="Statuts du 1ᵉʳ janvier 2020"
        )
        for rank, (title, percent) in enumerate(weights.items()):
            college = College.objects.create(cooperative=cooperative, name=title, rank=rank)
            Weight.objects.create(weight_set=weight_set, college=college, percent=Decimal(percent))
    return cooperative


def make_keeper(*, cooperative, **fields):
    """Someone who administers the cooperative: its board's pages are theirs (D60)."""
    person = make_person(**fields)
    make_role(person, territory=cooperative.territory, kind=Role.Kind.BOARD)
    return person


def make_cooperator(*, cooperative, college=None, person=None, email="", days=400, **fields):
    """A registered member, since `days` days, of the first college and category unless told."""
    number = next(_count)
    return Member.objects.create(
        cooperative=cooperative,
        number=(cooperative.members.order_by("-number").values_list("number", flat=True).first() or 0) + 1,
        person=person,
        email=email or (person.email if person else f"societaire{number}@example.org"),
        given_name=fields.pop("given_name", "Claude"),
        family_name=fields.pop("family_name", f"Vuillemin {number}"),
        category=fields.pop("category", None) or cooperative.categories.first(),
        college=college or cooperative.colleges.first(),
        status=Member.Status.REGISTERED,
        registered_on=timezone.localdate() - timedelta(days=days),
        **fields,
    )


def make_newcomer(*, cooperative, shares=1, paid=False, days=0, **fields):
    """Someone who applied `days` days ago; accepted and paid too with `paid`. No mail leaves."""
    number, on = next(_count), timezone.localdate() - timedelta(days=days)
    who = {"given_name": "Agathe", "family_name": f"Perrin {number}", "email": f"nouvelle{number}@example.org"}
    place = {"category": cooperative.categories.first(), "college": cooperative.colleges.first()}
    member = applying.apply_for(cooperative, shares=shares, on=on, tell=False, **{**who, **place, **fields})
    if paid:
        applying.accept(member, by=None, on=on, tell=False)
        applying.record_payment(member, shares * cooperative.share_value, by=None, on=on)
    return member


def make_shareholder(*, cooperative, shares=1, days=400, **fields):
    """A member registered `days` days ago by the whole way, with shares; `is_authority=True` is a structure."""
    if fields.get("is_authority"):
        fields = {"kind": Member.Kind.STRUCTURE, "organisation": "Communauté de communes", **fields}
    member = make_newcomer(cooperative=cooperative, shares=shares, paid=True, days=days, **fields)
    applying.register(member, by=None, on=member.applied_on, tell=False)
    return member


def make_assembly(*, cooperative=None, days=30, kind=Assembly.Kind.ORDINARY, **fields):
    """An assembly that begins in `days` days, still being prepared."""
    return Assembly.objects.create(
        cooperative=cooperative or make_cooperative(),
        kind=kind,
        starts_at=timezone.now() + timedelta(days=days),
        place=fields.pop("place", "Salle du Puits-Salé"),
        **fields,
    )


def make_resolution(*, assembly, title="Approuver les comptes", **fields):
    """The next resolution of an assembly."""
    return Resolution.objects.create(
        assembly=assembly, number=assembly.resolutions.count() + 1, title=title, text=f"{title}.", **fields
    )


def make_sitting(*, cooperative=None, members=5, now=None, **fields):
    """An assembly in session now, of `members` new members (none when given 0); the first two are its officers."""
    cooperative = cooperative or make_cooperative()
    for _one in range(members):
        make_cooperator(cooperative=cooperative)
    fields = {"status": Assembly.Status.CALLED, "called_at": timezone.now(), **fields}
    assembly = make_assembly(cooperative=cooperative, days=0, **fields)
    first, second = cooperative.members.order_by("number")[:2]
    return open_assembly(assembly, chair=first, secretary=second, by=None, now=now)


def put_on_the_sheet(assembly, *, present=0, remote=0, now=None):
    """The first `present` voters are in the room, the next `remote` ones take part from afar; returns all voters."""
    voters = list(assembly.voters.order_by("number"))
    for rank, voter in enumerate(voters[: present + remote]):
        arrive(voter, mode="present" if rank < present else "remote", now=now)
    return voters
