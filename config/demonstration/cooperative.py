"""The cooperative of the Pays lédonien: its register over eight years, its directory; everyone in it is invented.

Everything goes through the cooperative's own verbs, at dates of the past.
"""

import json
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from config.demonstration import assembly, files
from members.cooperative import applying, leaving, setting_up
from members.cooperative.models import Entry, Gathering, JoiningWords, Member
from members.models import Commune, Person

BOARD = "paul.jacquemin@example.org"
FOUNDED = 2905  # days ago
WEIGHTS = {
    "Entreprises": 30,
    "Citoyennes et citoyens": 20,
    "Collectivités": 20,
    "Associations": 20,
    "Salariées et salariés": 10,
}
CATEGORIES = {
    "Salariées et salariés": "employees",
    "Bénéficiaires": "beneficiaries",
    "Collectivités publiques": "other",
    "Partenaires": "other",
}
CATEGORY_OF = {
    "Salariées et salariés": "Salariées et salariés",
    "Citoyennes et citoyens": "Bénéficiaires",
    "Collectivités": "Collectivités publiques",
}
SETTINGS = {
    "name": "Coopérative du Pays lédonien (démonstration)",
    "registered_office": "1 place de la Démonstration, 39000 Lons-le-Saunier",
    "registration": "RCS Lons-le-Saunier 000 000 000 (démonstration)",
}

HOW_TO_PAY = "Par virement : FR76 0000 0000 0000 0000 0000 000 (démonstration), avec votre nom."


def load(territory, *, now):
    """Found the cooperative of `territory`, fill its register, hold its assemblies."""
    told = json.loads(Path(__file__).with_name("assemblies.json").read_text(encoding="utf-8"))
    by, today = Person.objects.get(email=BOARD), timezone.localdate(now)
    founded = today - timedelta(days=FOUNDED)
    cooperative = setting_up.set_up(
        territory, settings=SETTINGS | {"last_audit_on": today - timedelta(days=4 * 365)}, categories=CATEGORIES,
        weights=WEIGHTS, since=founded, decided_by="Statuts de la fondation", by=by,
    )  # fmt: skip
    JoiningWords.objects.create(cooperative=cooperative, how_to_pay=HOW_TO_PAY)
    for row in files.rows("cooperative_members"):
        _register(_apply(cooperative, row, on=today - timedelta(days=int(row["days"])), by=by), by=by)
    for row in told["applications"]:
        member = _apply(cooperative, row, on=today - timedelta(days=row["days"]), by=None)
        if row.get("accepted"):
            applying.accept(member, by=by, on=member.applied_on + timedelta(days=6), tell=False)
        if row.get("refused"):
            applying.refuse(member, why=row["refused"], by=by, on=member.applied_on + timedelta(days=6), tell=False)
    for row in told["refunds"]:
        member = cooperative.members.get(number=row["number"])
        leaving.ask_withdrawal(member, shares=row["shares"], by=by, on=today - timedelta(days=row["days"]), tell=False)
    _introduce(cooperative, told, now=now)
    assembly.load(cooperative, told, by=by, now=now)


def _apply(cooperative, row, *, on, by):
    """Ask for shares in the name of a line; everyone who has an address agreed to notices by mail (D45)."""
    college = cooperative.colleges.get(name=row["college"])
    category = cooperative.categories.get(name=CATEGORY_OF.get(row["college"], "Partenaires"))
    organisation = row.get("organisation", "")
    who = {name: row[name] for name in ("given_name", "family_name", "email")}
    return applying.apply_for(
        cooperative, kind=Member.Kind.STRUCTURE if organisation else Member.Kind.PERSON, category=category,
        college=college, shares=int(row["shares"]), is_authority=row["college"] == "Collectivités",
        message=row.get("message", ""), notices_by_mail=bool(row["email"]), by=by, on=on, tell=False,
        organisation=organisation, address="1 place de la Démonstration\n39000 Lons-le-Saunier", **who,
    )  # fmt: skip


def _register(member, *, by):
    applying.accept(member, by=by, on=member.applied_on, tell=False)
    applying.record_payment(member, member.application.amount, by=by, on=member.applied_on)
    applying.register(member, by=by, on=member.applied_on, tell=False)


def _introduce(cooperative, told, *, now):
    """What some members offer and seek, and a breakfast where they meet."""
    for place, row in enumerate(told["directory"]):
        member = cooperative.members.get(email=row["by"])
        commune = Commune.objects.filter(name=row["commune"]).first()
        Entry.show(
            member, offers=row["offers"], seeks=row["seeks"], commune=commune, now=now - timedelta(days=20 + place)
        )
    begins = timezone.make_aware(datetime.combine(timezone.localdate(now) + timedelta(days=12), time(8)))
    gathering = Gathering.plan(
        cooperative,
        by=cooperative.members.get(email=told["directory"][0]["by"]),
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        now=now,
        **told["gathering"],
    )
    for row in told["directory"][:5]:
        gathering.come(cooperative.members.get(email=row["by"]), now=now)
