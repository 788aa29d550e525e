"""Time and memory of the search for similar ideas: `python bench/similar.py [how many, 10000] [titles.csv]`.

Ideas of realistic length: a real title, sometimes with another word, a need and a solution of two to four sentences.
"""

import csv
import random
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ideas.sorting import similar  # noqa: E402  the checkout is found first

TITLES = ROOT / "tests/ideas/sorting/samples/titres.csv"
PLACES = "Lons-le-Saunier Dole Champagnole Poligny Arbois Morez Saint-Claude Orgelet Bletterans Clairvaux".split()
SENTENCES = (
    "Beaucoup de personnes {autour} n’ont pas de solution près de chez elles.",
    "Il faut aujourd’hui aller à {lieu}, à plus de trente minutes en voiture.",
    "Les jeunes et les familles en parlent à chaque réunion, rien n’existe encore.",
    "Nous voulons {titre} avec les associations, les commerçants et la commune.",
    "Une équipe de bénévoles se chargerait de l’accueil deux jours par semaine.",
    "Un local vide de {lieu} pourrait servir, l’entreprise voisine prêterait du matériel.",
    "Le prix serait libre, et les recettes paieraient un mi-temps.",
    "On commencerait par un essai de trois mois, un samedi sur deux, {autour}.",
    "Cela éviterait de jeter, de rouler seul, et donnerait du travail {autour}.",
)


def ideas(number, *, seed=1):
    """Return `number` texts, the same each time."""
    chance = random.Random(seed)
    path = Path(sys.argv[2]) if len(sys.argv) > 2 else TITLES
    with path.open(encoding="utf-8", newline="") as file:
        titles = [row["titre"] for row in csv.DictReader(file, delimiter=";")]
    vocabulary = [word for title in titles for word in title.split()]

    def text(title):
        words = {
            "lieu": chance.choice(PLACES),
            "autour": " ".join(chance.sample(vocabulary, 4)),
            "titre": title.lower(),
        }
        return " ".join(line.format(**words) for line in chance.sample(SENTENCES, chance.randint(2, 4)))

    for key in range(number):
        title = chance.choice(titles)
        title = title if chance.random() < 0.5 else f"{title} {chance.choice(vocabulary)}"
        yield similar.Text(key, title, text(title), text(title))


def main():
    texts = list(ideas(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    groups = similar.groups(texts)
    took, peak = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{len(texts)} ideas, {len(groups)} groups: {took:.1f} s, peak {peak // 1024} MB (before: {before // 1024} MB)"
    )


if __name__ == "__main__":
    main()
