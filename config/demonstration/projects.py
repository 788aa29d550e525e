"""Invented projects, one at each stage that a group reaches by itself, one complete; and the real ones as declared.

Real names carry what was declared, with its source, and no stage.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from config.demonstration import files, sheets
from ideas.groups.models import enter
from ideas.models import Idea
from members.consents import VERSION
from projects import moving, sentences, stages
from projects.models import Bearing, DeclaredProject, Partner, Project, ProjectStep, Stage
from projects.models.page import PublicPage
from projects.models.stage import PREPARED
from projects.starting import start_project


@dataclass(frozen=True)
class Told:
    """One invented project: the title of its idea, how far it is, who bears it, who helps, what is shown of it."""

    name: str
    idea: str
    stage: Stage = Stage.STARTED
    people: tuple = ()
    bearer: bool = False
    seeks: bool = False
    partners: tuple = field(default=())
    shown: str = ""  # the summary of its public page; empty, nothing is shown
    tried: str = ""
    ago: int = 0  # days since all this ended: the committee has judged it since


PROJECTS = [
    Told(
        "Conserverie des Reculées",
        sheets.ABOUT,
        Stage.MODELLED,
        people=(("Delphine", "Cattin"), ("Marius", "Jeannin"), ("Yvette", "Sornay")),
        bearer=True,
        partners=(
            ("Commune de la démonstration", "La cuisine de la salle des fêtes, du lundi au jeudi", True),
            ("Banque alimentaire (démonstration)", "Les bocaux vides, et des bras en septembre", False),
        ),
        shown="Cueillir les fruits que personne ne ramasse, en faire des conserves, et partager en trois.",
        tried="Un samedi, douze personnes ont cueilli 340 kilos de prunes\u00a0: 210 bocaux vendus en deux marchés.",
    ),
    Told(
        "Le Bon Bocal",
        "Bocaux consignés du Pays lédonien",
        Stage.DESIGNED,
        people=(("Laure", "Berthet"), ("Samir", "Haddad")),
        seeks=True,
        shown="Un seul modèle de bocal, consigné, lavé ici\u00a0: douze productrices et producteurs sont prêts.",
        tried="Cent bocaux ont tourné six semaines entre trois fermes\u00a0: quatre-vingt-onze sont revenus.",
    ),
    Told(
        "Pédale & Paniers",
        "Un triporteur qui livre les paniers du marché",
        Stage.PROTOTYPED,
        people=(("Jocelyne", "Maréchal"), ("Théo", "Vuitton-Petit")),
        bearer=True,
        shown="Le marché du jeudi, livré à triporteur à celles et ceux qui ne descendent plus.",
        tried="Quatre jeudis avec un triporteur prêté\u00a0: de neuf paniers à vingt-six.",
    ),
    Told(
        "Chauffeurs-voisins",
        "Le chauffeur-voisin\u00a0: trajets médicaux",
        Stage.ANALYSED,
        people=(("Monique", "Ravier"), ("Alain", "Grosjean"), ("Noé", "Perrad")),
        bearer=True,
    ),
    Told(
        "Matériauthèque 39",
        "Matériauthèque des chantiers",
        Stage.DOCUMENTED,
        people=(("Karim", "Belkacem"),),
        seeks=True,
        shown="Portes neuves, carrelage, laine de bois\u00a0: ce que les chantiers jettent, revendu au tiers du prix.",
    ),
    Told(
        "Toits citoyens",
        "Toits solaires citoyens de la Petite Montagne",
        people=(("Antoine", "Romanet"), ("Zélie", "Bourgeois")),
    ),
    Told("La Carpe lédonienne", "La carpe du Jura à la cantine", Stage.ANALYSED, people=(("Régis", "Mathy"),)),
    *(
        Told(name, idea, Stage.MODELLED, people=people, bearer=True, shown=shown, ago=ago)
        for name, idea, people, shown, ago in (
            (
                "L’Établi partagé",
                "Ateliers d’artisans de la rénovation sous un même toit",
                (("Aurélie", "Monnier"), ("Pawel", "Nowak"), ("Denis", "Gaillard")),
                "Neuf artisans sous un même toit, et un seul appel pour rénover une pièce.",
                0,
            ),
            (
                "Répit-Jura",
                "Bons plans pour aidants\u00a0: une matinée libérée",
                (("Claire", "Outhier"), ("Gérard", "Pignier")),
                "Une matinée à soi, chaque semaine, pour celles et ceux qui aident un proche.",
                0,
            ),
            (
                "Retour au Pays",
                "Un mentor pour chaque jeune qui revient",
                (("Inès", "Haddad"), ("Loïc", "Ravier")),
                "Personne ne revient seul\u00a0: trois rencontres avec quelqu’un du métier.",
                0,
            ),
            (
                "Roue libre",
                "Vélos remis en état par des lycéens",
                (("Sandrine", "Comte"), ("Ulysse", "Janod")),
                "Deux cents vélos sauvés de la déchetterie, réparés au lycée, vendus au prix d’une roue.",
                120,
            ),
            (
                "Le Comptoir d’Arinthod",
                "Épicerie-café coopérative à Arinthod",
                (("Fatiha", "Amrani"), ("Hubert", "Convert"), ("Élise", "Regard")),
                "Une épicerie, cinq tables, et quelqu’un derrière le comptoir jusqu’à dix-neuf heures.",
                120,
            ),
            (
                "Vouglans, côté coulisses",
                "Visites croisées du barrage et des usines",
                (("Michel", "Bondier"), ("Rosa", "Teixeira")),
                "",
                120,
            ),
            (
                "Les Jardins du midi",
                "Jardins d’entreprise cultivés par des salariés en insertion",
                (("Cédric", "Lamy"), ("Paulette", "Buffard")),
                "",
                120,
            ),
        )
    ),
]
SUSPENDED = ("La Carpe lédonienne", "Le local de filetage est en travaux jusqu’au printemps.")


def load(event, *, by, now):
    """Load the declared projects, and those that the group of an idea of `event` makes."""
    load_declared(event.territory)
    for number, told in enumerate(PROJECTS):
        idea = Idea.objects.get(event=event, title=told.idea)
        project = start_project([idea], by=by, name=told.name, summary=told.shown)
        members = _people(project, told, number)
        _walk(project, told, members=members, by=by, now=now)
        if told.bearer:
            _bear(project, members[0], since=now - timedelta(days=told.ago + 10))
        for name, brings, agreed in told.partners:
            Partner.add(project, by=by, name=name, brings=brings, contact="", since=None, agreed=agreed)
        if told.shown:
            _show(project, told, by=by)
        if told.name == SUSPENDED[0]:
            moving.suspend(project, why=SUSPENDED[1], membership=members[0])


def load_declared(territory):
    """Real projects of before the platform, in the words of those who declared them."""
    rows = [row for row in files.rows("declared_projects") if row["territory"] == territory.slug]
    for position, row in enumerate(rows):
        values = {name: row[name] for name in ("name", "wording", "source", "declared_on")}
        DeclaredProject.objects.create(territory=territory, position=position, **values)


def _people(project, told, number):
    return [
        enter(
            project.group,
            given_name=given,
            family_name=family,
            email=f"projet{number}-{place}@example.org",
            is_lead=place == 0,
        )
        for place, (given, family) in enumerate(told.people)
    ]


def _walk(project, told, *, members, by, now):
    """Reach the stage told, a step every twelve days, with its sheets filled and its sentences agreed to."""
    steps = PREPARED[1 : PREPARED.index(told.stage) + 1]
    now -= timedelta(days=told.ago)
    born = now - timedelta(days=14 + 12 * len(steps))
    project.steps.update(at=born)
    for place, stage in enumerate(steps):
        for key, _text in sentences.wording(project.territory, stage):
            sentences.agree(project, stage, key, membership=members[0])
        step = project.record(ProjectStep.Kind.ADVANCED, by=by, membership=members[0], stage=stage)
        ProjectStep.objects.filter(pk=step.pk).update(at=born + timedelta(days=12 * (place + 1)))
    values = {"stage": told.stage, "created_at": born, "stage_at": born + timedelta(days=12 * len(steps))}
    Project.objects.filter(pk=project.pk).update(seeking_bearer=told.seeks, **values)
    project.refresh_from_db()
    if told.idea == sheets.ABOUT:
        sheets.fill(project, membership=members[0], now=now)
    elif told.idea in sheets.complete():
        sheets.fill(project, membership=members[0], now=now, texts=sheets.complete()[told.idea])
    elif steps:
        sheets.outline(project, membership=members[0], now=now, kinds=stages.sheets_until(told.stage))
    else:
        sheets.begin(project, membership=members[0], now=now)


def _bear(project, member, *, since):
    Bearing.objects.create(
        project=project,
        membership=member,
        status=Bearing.Status.ACCEPTED,
        asked_at=since,
        since=since,
        name_shown_at=since,
        name_shown_text=VERSION,
    )
    step = project.record(ProjectStep.Kind.BEARER_ACCEPTED, membership=member, stage=project.stage, details="bearer")
    ProjectStep.objects.filter(pk=step.pk).update(at=since)


def _show(project, told, *, by):
    page = PublicPage.of(project)
    page.prototype = told.tried
    page.publish(by=by)
