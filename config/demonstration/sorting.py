"""What a team of two sorted of the invented ideas of tonight: stages, a sorting sheet, tags, notes, a kept filter."""

from uuid import uuid4

from ideas.models import Idea, Stage
from ideas.sorting import acting
from ideas.sorting.acting import Act
from ideas.sorting.models import Bulk, Note, SavedFilter, SortingSheet
from members.models import Person

KEPT = [
    "Le camion qui passe avant la benne",
    "Démonter au lieu de démolir",
    "Gobelets, assiettes et tables pour toutes les fêtes",
    "Vrac à la ferme, le vendredi soir",
    "Commerce en bas, famille en haut",
    "Le petit train des reculées",
]
TO_DIG = ["La tournée des bouteilles vides", "Une semaine pour essayer le Jura", "Une nuit complète"]
SET_ASIDE = [
    ("Éviter la bâche, tout simplement", "Elle dépend des seules collectivités : ce n’est pas à nous de la porter."),
    (
        "Une carte postale des chantiers",
        "Nous ne voyons pas encore de quoi elle pourrait vivre ; elle reste en réserve.",
    ),
]
TAGS = {
    "réemploi": ["Démonter au lieu de démolir", "Le camion qui passe avant la benne"],
    "à rapprocher": ["La tournée des bouteilles vides", "Gobelets, assiettes et tables pour toutes les fêtes"],
}
IN_CARE = ["La tournée des bouteilles vides", "Une nuit complète", "La valise de bienvenue"]
NOTED = "Démonter au lieu de démolir"
NOTES = [
    "Une charpentière de la table 9 est prête à montrer sa grange.",
    "À relier au projet de recyclerie : même hangar, mêmes clients.",
]
ANSWERS = {
    "enterprise": "yes",
    "enterprise_comment": "Une équipe de trois personnes suffit pour commencer.",
    "first_steps": "yes",
    "model": "yes",
    "model_comment": "Le démontage est payé au prix de la démolition.",
    "novelty": "unsure",
    "beyond_policy": "yes",
    "need": "yes",
    "economic": True,
    "ecological": True,
    "effects_comment": "Des matériaux qui restent ici, deux ou trois emplois.",
}


def load(event, *, by):
    """Let the team of `event` have begun to sort its ideas; `by` and the administrator share the work."""
    keys = dict(Idea.objects.standing().filter(event=event).values_list("title", "pk"))
    other = Person.objects.get(email="lea.marchand@example.org")
    _do(Bulk.Kind.STAGE, Stage.KEPT, KEPT, keys, by=by)
    _do(Bulk.Kind.STAGE, Stage.TO_DIG, TO_DIG, keys, by=other)
    for title, why in SET_ASIDE:
        _do(Bulk.Kind.STAGE, Stage.SET_ASIDE, [title], keys, by=other, why=why)
    for tag, titles in TAGS.items():
        _do(Bulk.Kind.TAG, tag, titles, keys, by=by)
    _do(Bulk.Kind.ASSIGN, str(by.pk), IN_CARE, keys, by=other)
    noted = Idea.objects.get(pk=keys[NOTED])
    SortingSheet.keep(noted, ANSWERS, by=by)
    Note.objects.bulk_create(
        Note(idea=noted, author=one, text=text) for one, text in zip((by, other), NOTES, strict=True)
    )
    SavedFilter.keep(by, name="À moi de regarder", query="etape=toutes&qui=moi")
    Bulk.objects.all().delete()  # long done: nothing to undo


def _do(kind, value, titles, keys, *, by, why=""):
    acting.act(Act(kind, value, why), [keys[title] for title in titles], by=by, key=uuid4())
