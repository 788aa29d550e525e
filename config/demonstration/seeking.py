"""Two invented projects that seek someone, and an invented person who wrote to one of them (D22)."""

from projects.models import Introduction, Listing, Project

LISTINGS = {
    "Le Bon Bocal": {
        "what_exists": (
            "Douze productrices et producteurs sont prêts, un modèle de bocal est choisi, et cent bocaux ont tourné "
            "six semaines. Un local de lavage nous attend à côté de la laiterie."
        ),
        "bearer_does": (
            "Les trois premiers mois, finir le dossier avec nous et visiter les fermes. Ensuite, faire tourner la "
            "laverie\u00a0: deux jours de tournée, deux jours au local, un jour de bureau."
        ),
        "skills": "Aimer conduire et compter, savoir parler aux fermes comme aux magasins.",
        "place": "À la laiterie",
        "time_per_week": "Un jour par semaine au début, un emploi ensuite",
    },
    "Matériauthèque 39": {
        "what_exists": "Un hangar prêté jusqu’en juin, trois artisans qui déposent leurs chutes, un site de photos.",
        "bearer_does": "Ouvrir le hangar deux après-midi par semaine et trouver où nous irons ensuite.",
        "skills": "Reconnaître une poutre saine, ou avoir envie d’apprendre.",
        "place": "",
        "time_per_week": "Deux après-midi par semaine",
    },
}
WROTE = {
    "given_name": "Manon",
    "email": "manon.candidate@example.org",
    "why_me": (
        "J’ai grandi ici, j’ai dirigé cinq ans un entrepôt de bouteilles à Dijon, et je rentre au printemps avec ma "
        "famille. J’aimerais venir voir un jour de tournée."
    ),
    "availability": "Le vendredi, ou le soir",
}


def load():
    """Put both on the list, by the verb that anyone of their group would use."""
    for name, texts in LISTINGS.items():
        project = Project.objects.get(name=name)
        listing = Listing.open(project, membership=project.group.leads().first(), commune=project.commune, **texts)
        if name == "Le Bon Bocal":
            Introduction.ask(listing, proved=True, **WROTE)
