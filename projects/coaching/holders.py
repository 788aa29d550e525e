"""Who is advised: the author of an idea, a member of a group, a bearer, someone of the team; and of what each reads."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef

from ideas.groups.models import Membership, WorkingGroup
from ideas.groups.opening import membership_in
from ideas.models import Idea
from ideas.views.authors import mine
from members.models import Role, Territory
from projects.coaching.advice import Audience
from projects.models import Bearing, Project

MOST_THINGS = 20  # groups, projects, ideas or territories of one person that are looked at


@dataclass(frozen=True)
class Holder:
    """Someone advised in one `audience`; neither a `membership` nor a `person` for the author of `idea`."""

    audience: Audience
    territory_id: int
    membership: Membership | None = None
    person: Any = None
    idea: Idea | None = None

    @property
    def key(self):
        """How their suggestions are found."""
        return {"audience": self.audience, "membership": self.membership, "person": self.person}

    @property
    def email(self):
        one = self.idea.author_email if self.idea else (self.membership or self.person).email
        return (one or "").lower()

    @property
    def given_name(self):
        return self.idea.author_name if self.idea else (self.membership or self.person).given_name

    @property
    def language(self):
        return (self.idea or self.membership or self.person).language

    def open_url(self, path):
        """The address, for mails, that opens the page `path` of the site to this reader."""
        if self.idea:
            return self.idea.open_url()
        return self.membership.open_url(path) if self.membership else settings.PUBLIC_URL + path


def of_idea(idea):
    return Holder(Audience.AUTHOR, idea.territory_id, idea=idea)


def of_member(membership, *, audience=Audience.GROUP):
    return Holder(audience, membership.group.territory_id, membership=membership)


def of_organiser(person, territory):
    return Holder(Audience.TEAM, territory.pk, person=person)


def of_subject(advice, subject):
    """Return the `Holder`s, with an address, whom the weekly mail may write to about `subject`."""
    if advice.audience == Audience.AUTHOR:
        return [of_idea(subject)] if subject.author_email else []
    if advice.audience == Audience.GROUP:
        leads = subject.memberships.reachable().filter(is_lead=True)
        return [of_member(one) for one in leads.order_by("pk")]
    if advice.audience == Audience.BEARER:
        bearer = subject.bearer
        known = bearer and Membership.objects.reachable().filter(pk=bearer.membership_id).first()
        return [of_member(known, audience=Audience.BEARER)] if known else []
    territory = subject if isinstance(subject, Territory) else subject.territory
    roles = Role.objects.in_force().filter(territory=territory, kind__in=Role.ORGANISING).exclude(person__email=None)
    people = {role.person_id: role.person for role in roles.select_related("person").order_by("pk")}
    return [of_organiser(person, territory) for person in people.values()]


def in_request(request, advice, subject):
    """Return the `Holder` that this visitor is about `subject`, None for a stranger."""
    if advice.audience == Audience.AUTHOR:
        return of_idea(subject) if mine(request).not_withdrawn().filter(pk=subject.pk).exists() else None
    if advice.audience == Audience.GROUP:
        membership = membership_in(request, subject)
        return of_member(membership) if membership else None
    if advice.audience == Audience.BEARER:
        membership = membership_in(request, subject.group)
        bears = membership and Bearing.objects.current().bearers().filter(project=subject, membership=membership)
        return of_member(membership, audience=Audience.BEARER) if bears and bears.exists() else None
    return _organiser(request, subject)


def _organiser(request, subject):
    territory = subject if isinstance(subject, Territory) else subject.territory
    if not request.user.is_authenticated:
        return None
    manages = Territory.objects.managed_by(request.user).filter(pk=territory.pk).exists()
    return of_organiser(request.user, territory) if manages else None


def things_of(person):
    """Return [(holder, subject)] of what `person`, signed in, may be advised about: borne, led, written, sorted."""
    ideas = Idea.objects.written_by(person).standing().wholes().select_related("event__territory").order_by("-pk")
    territories = Territory.objects.managed_by(person)[:MOST_THINGS]
    found = _of_groups(person)
    found += [(of_idea(one), one) for one in ideas[:MOST_THINGS]]
    return found + [(of_organiser(person, one), one) for one in territories]


def _of_groups(person):
    """The projects that this person bears, then the groups that they are in."""
    memberships = list(Membership.objects.of_person(person).present().select_related("group__territory")[:MOST_THINGS])
    if not memberships:
        return []
    groups = {one.group_id: one for one in memberships}
    borne = Bearing.objects.current().bearers().filter(project=OuterRef("pk"), membership__in=memberships)
    projects = Project.objects.moving().filter(Exists(borne)).select_related("group", "territory")[:MOST_THINGS]
    bearing = [(of_member(groups[one.group_id], audience=Audience.BEARER), one) for one in projects]
    alive = WorkingGroup.objects.alive().filter(pk__in=groups).select_related("territory")[:MOST_THINGS]
    return [*bearing, *((of_member(groups[one.pk]), one) for one in alive)]


def known_subject(advice, key):
    """Return the idea, group, project or territory of this key that `advice` is about, None without one."""
    model = advice.condition.model
    related = {Idea: ("event__territory",), WorkingGroup: ("territory",), Project: ("territory", "group__territory")}
    return model.objects.select_related(*related.get(model, ())).filter(pk=key).first()
