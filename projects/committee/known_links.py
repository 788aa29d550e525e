"""Links between an expert and a file that the platform can see: proposed with their reason, the expert decides (D25).

A link says no more of the project than its declaration page does (its name, who bears it, its partners), but for
someone of its group whom the expert named.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from foundation.folding import fold
from ideas.models import Idea
from projects.committee.models import Declaration
from projects.models import Bearing

# Letterboxes that anyone may open, and domains that belong to nobody (RFC 2606): sharing one tells nothing.
PUBLIC_PROVIDERS = frozenset(
    "aol.com bbox.fr club-internet.fr free.fr gmail.com gmx.com gmx.fr googlemail.com hotmail.com hotmail.fr "
    "icloud.com laposte.net live.com live.fr mac.com mailo.com me.com msn.com neuf.fr numericable.fr orange.fr "
    "outlook.com outlook.fr proton.me protonmail.com sfr.fr wanadoo.fr yahoo.com yahoo.fr ymail.com "
    "example.com example.net example.org".split()
)
SENTENCES = {
    "group": _("You are, or were, in the group of this project."),
    "author": _("You wrote one of the ideas it was made of."),
    "employer": _("Your employer, %(name)s, is one of its partners."),
    "structure": _("%(name)s is one of its partners, and is in your list of links."),
    "person": _("%(name)s is in its group, and in your list of links."),
    "project": _("This project, %(name)s, is in your list of links."),
    "domain": _("Someone of its group has an address at %(name)s, as you do."),
    "family": _("Whoever bears it has the same family name as you: %(name)s."),
    "before": _("You stood down from this project at an earlier session."),
}


@dataclass(frozen=True)
class KnownLink:
    """One link: `code` of SENTENCES, `name` of the structure or person that both sides name, empty when none is."""

    code: str
    name: str = ""

    @property
    def sentence(self):
        return str(SENTENCES[self.code]) % {"name": self.name}

    def kept(self):
        """As it is kept with the declaration: what was proposed that day."""
        return {"code": self.code, "name": self.name}


def proposed(item, expert):
    """Return the `KnownLink`s between `expert` and the project of `item`, the plainest first; in six statements."""
    project, person = item.project, expert.person
    members = list(project.group.memberships.select_related("person"))
    partners = {fold(one.name): one for one in project.partners.standing()}
    found = []
    if person and any(_is(person, member) for member in members):
        found.append(KnownLink("group"))
    if person and Idea.objects.written_by(person).filter(in_projects__project=project).exists():
        found.append(KnownLink("author"))
    if (employer := fold(expert.employer)) in partners:
        found.append(KnownLink("employer", partners[employer].name))
    found += _of_list(expert, project, partners, members)
    others = [member for member in members if not (person and _is(person, member))]
    found += _same_domain(person, others) + _same_family(person, project)
    earlier = Declaration.objects.recused().filter(item__project=project, expert__person=person, by_chair=False)
    if person and earlier.exclude(item=item).exists():
        found.append(KnownLink("before"))
    return list(dict.fromkeys(found))


def told(kept):
    """Return the sentences of links kept with a declaration, in the current language."""
    return [KnownLink(**link).sentence for link in kept]


def _of_list(expert, project, partners, members):
    """Links by what the expert said of all year long."""
    structures = {one.structure_id: one for one in partners.values() if one.structure_id}
    people = {fold(name): name for member in members for name in _names(member)}
    for interest in expert.interests.standing():
        name = fold(interest.name)
        if name in partners or interest.structure_id in structures:
            partner = partners.get(name) or structures[interest.structure_id]
            yield KnownLink("structure", partner.name)
        elif name in people:
            yield KnownLink("person", people[name])
        elif name == fold(project.name):
            yield KnownLink("project", project.name)


def _names(member):
    if member.given_name and member.family_name:
        yield f"{member.given_name} {member.family_name}"
        yield f"{member.family_name} {member.given_name}"


def _is(person, member):
    return member.person_id == person.pk or (bool(member.email) and member.email == person.email)


def _same_domain(person, members):
    """One link for an organisation's addresses, none for those of a public provider."""
    domain = _domain(person.email if person else "")
    if domain and domain not in PUBLIC_PROVIDERS and domain in {_domain(member.email) for member in members}:
        return [KnownLink("domain", domain)]
    return []


def _domain(email):
    return (email or "").rpartition("@")[2].lower()


def _same_family(person, project):
    """Only who bears or presents it: others are not named to who has not declared yet."""
    if not person or not person.family_name:
        return []
    names = {
        one.membership.family_name: one
        for one in Bearing.objects.current().filter(project=project).select_related("membership")
        if not _is(person, one.membership)
    }
    return [KnownLink("family", name) for name in names if fold(name) == fold(person.family_name)]
