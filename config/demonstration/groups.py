"""Invented groups at work on invented ideas: one that looks for people, one asked whether it is alive, one asleep."""

import uuid
from datetime import timedelta

from ideas.groups.models import Entry, GroupMessage, GroupStep, WantedRole, WorkingGroup, enter, found_group
from ideas.models import Idea
from outbox.models import Message

LEAD = "agathe.morand@example.org"  # who opens the group's page from /demo/
# Name, title of the idea, purpose, place, people (given name, family name, role, address), roles looked for.
GROUPS = [
    (
        "La vaisselle des fêtes",
        "Gobelets, assiettes et tables pour toutes les fêtes",
        "Rassembler la vaisselle des comités des fêtes dans un hangar, la laver ensemble, la prêter à tout le monde.",
        "Salle des associations, Orgelet",
        [
            ("Agathe", "Morand", "tient le carnet", LEAD),
            ("Yann", "Petetin", "a un hangar", "yann.petetin@example.org"),
            ("Colette", "Bride", "préside un comité des fêtes", ""),
            ("Ousmane", "Diarra", "", "ousmane.diarra@example.org"),
        ],
        [
            ("Comptable", "Deux heures par mois\u00a0: le cahier des prêts et des cautions."),
            ("Quelqu’un avec une remorque", "Aller chercher les tables le vendredi."),
            ("Laveuse ou laveur de verres", "Voir comment on lave 800 gobelets sans y passer la nuit."),
        ],
    ),
    (
        "Vendredi vrac",
        "Vrac à la ferme, le vendredi soir",
        "Ouvrir un soir par semaine la grange d’une ferme pour y vendre en vrac ce qui se fait autour.",
        "Ferme de la démonstration, Bletterans",
        [
            ("Perrine", "Gaillard", "cultive des lentilles", "perrine.gaillard@example.org"),
            ("Tom", "Vernier", "", "tom.vernier@example.org"),
        ],
        [("Boulangère ou boulanger", "Du pain le vendredi, même une seule fournée.")],
    ),
    (
        "Les amis du petit train",
        "Le petit train des reculées",
        "Savoir ce que coûterait de remettre en route quatre kilomètres de voie.",
        "",
        [("Gilbert", "Cottez", "ancien cheminot", "gilbert.cottez@example.org")],
        [],
    ),
]
MESSAGES = [
    (1, "Mon oncle prête le hangar jusqu’au printemps. On peut y mettre les 200 premières assiettes."),
    (0, "Merci Yann\u202f! Qui peut venir mesurer samedi matin\u202f? Il faut un mètre et un thermos."),
]
ASKING = {
    "email": "clara.ribotte@example.org",
    "given_name": "Clara",
    "family_name": "Ribotte",
    "words": "Je suis comptable dans un garage, libre le vendredi. Je ne connais personne, mais j’ai 300 gobelets.",
}


def load(event, *, now):
    """Found the groups of `event`, from ideas that the team kept; nobody is written to but who asks."""
    ideas = {idea.title: idea for idea in Idea.objects.standing().filter(event=event)}
    groups = []
    for name, title, purpose, place, people, roles in GROUPS:
        group = found_group(ideas[title], name=name, purpose=purpose, joiners=[])
        WorkingGroup.objects.filter(pk=group.pk).update(place=place, born=WorkingGroup.Born.TABLE)
        for number, (given_name, family_name, role, email) in enumerate(people):
            names = {"given_name": given_name, "family_name": family_name, "role_title": role}
            enter(group, email=email, is_lead=number == 0, **names)
        for role, task in roles:
            WantedRole.look_for(group, title=role, task=task, membership=group.leads().first())
        groups.append(group)
    _let_talk(groups[0])
    _let_be_silent(groups[1], groups[2], now=now)
    Message.objects.filter(about__in=[group.subject for group in groups]).delete()  # nobody here has a letterbox


def _let_talk(group):
    people = list(group.memberships.order_by("pk"))
    for author, text in MESSAGES:
        GroupMessage.objects.create(group=group, key=uuid.uuid4(), author=people[author], text=text)
    first = group.wanted_roles.order_by("pk").first()
    group.wanted_roles.order_by("pk").last().take(membership=people[3])
    Entry.ask(group, wanted_role=first, proved=True, **ASKING)


def _let_be_silent(asked, asleep, *, now):
    WorkingGroup.objects.filter(pk=asked.pk).update(
        active_at=now - timedelta(days=64), asked_at=now - timedelta(days=4)
    )
    silent = {"status": WorkingGroup.Status.ASLEEP, "active_at": now - timedelta(days=90)}
    WorkingGroup.objects.filter(pk=asleep.pk).update(**silent)
    asleep.record(GroupStep.Kind.SLEPT, role=GroupStep.Role.MACHINE)
