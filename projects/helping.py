"""Members of the cooperative who may help a project: its words found in what they offer, and where they are.

Plain matching, each line with its reason: nobody is ranked by a formula that a team could not explain to them.
"""

import re
from dataclasses import dataclass

from django.urls import reverse

from foundation.folding import fold
from foundation.offers import Block
from members.cooperative.models import Entry
from projects.blocks import workspace

TEMPLATE = "projects/_helpers.html"
MOST_NAMED = 3  # in the workspace
MOST_READ = 500  # entries of one territory: a directory of members, not of a country
MOST_SHOWN = 24
SHORTEST = 4  # letters: shorter words are mostly grammar
ROOT = 6  # letters that two words share when one begins with the other: « boulanger », « boulangerie »
# Words that say nothing of what one brings, in both languages; folded, without the s of a plural.
EMPTY = frozenset(
    "ainsi alors apre aprè assez aucun aussi autour autre avant avec avoir beaucoup bien cela celle celui cent cette"
    " chaque chez comme comment contre dan dans debut deja depui depuis dessu deux dire donc donner elle encore entre"
    " etre faire fait fois groupe habitant heure idee jour leur lieu local mais meme mettre moin moins moment monde"
    " mois notre nous nouveau offre parce pendant personne petit peut peuvent plus plusieur plutot pour pouvoir premier"
    " prendre projet propo propose proposer quand quel quelque quelques quelqu sans semaine service soir sont sou sous"
    " souvent sur temp temps territoire tout toute toutes tous tres trouver veut vers vient village ville voir votre"
    " vous about also around evening from have help into offer other people place project some that them there they"
    " thing this time village week what when where which with work would your".split()
)


@dataclass(frozen=True)
class Match:
    """One entry of the directory, the words of its offer that the project asks for, and how near it is."""

    entry: Entry
    words: tuple
    same_commune: bool = False
    same_group: bool = False  # of communes

    @property
    def weight(self):
        """What sorts: words first, then the same commune, then its neighbours."""
        return 4 * min(len(self.words), 3) + 2 * self.same_commune + self.same_group


def helpers_of(project):
    """Return the `Match`es of a project among the shown entries of its territory, the nearest to its words first."""
    entries = Entry.objects.of_territory(project.territory).exclude(offers="").for_display()
    found = matches(entries.order_by("-shown_since", "-pk")[:MOST_READ], asked=asked_by(project), near=project.commune)
    return found[:MOST_SHOWN]


def offer_all():
    """Called once, when the app is ready."""
    workspace.offer(Block(TEMPLATE, _of_project, rank=60))


def _of_project(request, project, membership):
    """Its workspace names the three nearest, when there are."""
    if project.is_over or not (found := helpers_of(project)):
        return None
    return {
        "matches": found[:MOST_NAMED],
        "slug": project.slug,
        "url": reverse("projects:helper_list", args=[project.slug]),
    }


def asked_by(project):
    """Return the words in which a project says what it is and what it looks for, as one text."""
    listing = project.listings.open().order_by("pk").last()
    roles = project.group.wanted_roles.open().values_list("title", "task")
    told = [project.name, project.summary, *(word for role in roles for word in role)]
    return " ".join([*told, *([listing.bearer_does, listing.skills] if listing else [])])


def matches(entries, *, asked, near=None):
    """Return the `Match`es of `entries` with the text `asked`, sorted; near `near`, a Commune or None.

    An entry is kept for a word in common, or for the same commune; each keeps at most five words, in its own spelling.
    """
    roots = {root for _word, root in _told(asked)}
    found = []
    for entry in entries:
        words = dict.fromkeys(word for word, root in _told(entry.offers) if _is_among(root, roots))
        same = bool(near and entry.commune_id == near.pk)
        group = bool(near and entry.commune and near.intercommunality) and (
            entry.commune.intercommunality == near.intercommunality
        )
        if words or same:
            found.append(Match(entry, tuple(words)[:5], same_commune=same, same_group=group and not same))
    return sorted(found, key=lambda match: -match.weight)


def _told(text):
    """Yield (word as written, root) of the words that say something."""
    for word in re.findall(r"[^\W\d_]+", text):
        folded = fold(word)
        root = folded[:-1] if folded[-1:] in ("s", "x") else folded
        if len(root) >= SHORTEST and root not in EMPTY and folded not in EMPTY:
            yield word.lower(), root


def _is_among(root, roots):
    if root in roots:
        return True
    return any(_begins(root, other) or _begins(other, root) for other in roots)


def _begins(short, long):
    return len(short) >= ROOT and long.startswith(short)
