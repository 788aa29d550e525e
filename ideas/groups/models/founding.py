"""Founding a group: at the table from « Qui continue ? », or later by the team or an author (D19)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ideas.groups import emails
from ideas.groups.models.group import WorkingGroup
from ideas.groups.models.membership import enter
from ideas.groups.models.step import GroupStep
from ideas.models import IdeaStep, Joiner, Stage, advance
from ideas.models.family import family_of
from ideas.models.follower import Follower
from members.consents import VERSION as JOINER_VERSION

JOINING_ROLES = (Joiner.Role.CARRY, Joiner.Role.HELP, Joiner.Role.SKILL)  # news follow, they do not join (D19)


def living_groups(idea):
    """Groups not closed of the whole that `idea` belongs to: one, or both of two ideas merged since (D17)."""
    return WorkingGroup.objects.standing().filter(idea__in=family_of(idea)).order_by("pk")


def joiners_of(idea):
    """Who said at the tables of the whole that they carry on with it: they may become its members."""
    standing = Joiner.objects.standing().filter(idea__in=family_of(idea), role__in=JOINING_ROLES)
    return standing.exclude(given_name="", registration=None).select_related("registration").order_by("pk")


def seeking_group(ideas):
    """Narrow `ideas` to wholes without a living group, that were kept or that people carry on with."""
    carried = Joiner.objects.standing().filter(idea=OuterRef("pk"), role__in=JOINING_ROLES)
    living = WorkingGroup.objects.standing().filter(Q(idea=OuterRef("pk")) | Q(idea__whole=OuterRef("pk")))
    alone = ideas.standing().filter(merged_into=None).filter(~Exists(living))
    return alone.filter(Q(stage=Stage.KEPT) | Exists(carried))


@transaction.atomic
def found_group(idea, *, by=None, role=IdeaStep.Role.TEAM, name="", purpose="", joiners=None, lead=None, why=""):
    """Found the group of `idea` (a whole that stands) and move it to GROUPED; return the `WorkingGroup`.

    `joiners` become members (all who carry on, unless given); those who « carry it » lead; `lead` is a dict of
    `enter`'s values for someone else who leads from the start: the author, whoever founds. Members with an address
    receive the link to their group; the others are kept, reached by the team (D63).
    ValidationError, nothing changed: `merged`, `exists` (it has a living group), or what `advance` refuses.
    """
    if idea.merged_into_id:
        raise ValidationError(_("This idea was merged: found the group of the whole."), code="merged")
    if living_groups(idea).exists():
        raise ValidationError(_("This idea already has its group."), code="exists")
    joiners = list(joiners_of(idea)) if joiners is None else list(joiners)
    try:
        with transaction.atomic():
            group = WorkingGroup.objects.create(
                idea=idea,
                territory=idea.territory,
                event=idea.event,
                name=name.strip() or idea.title,
                purpose=purpose.strip() or idea.need,
                born=WorkingGroup.Born.TABLE if joiners else WorkingGroup.Born.LATER,
            )
    except IntegrityError:  # a colleague founded it at this instant
        raise ValidationError(_("This idea already has its group."), code="exists") from None
    advance(idea, Stage.GROUPED, by=by, role=role, why=why)
    group.record(GroupStep.Kind.FOUNDED, by=by, role=_step_role(role))
    members = [_from_joiner(group, joiner) for joiner in joiners]
    if lead:
        members.append(enter(group, is_lead=True, **lead))
    _let_follow(idea)
    for member in {member.pk: member for member in members if member.email}.values():
        emails.welcome(member)
    return group


def _let_follow(idea):
    """Who asked for news is asked whether to follow the idea: following is not joining (D19, D65)."""
    news = Joiner.objects.standing().filter(idea__in=family_of(idea), role=Joiner.Role.NEWS)
    followed = Follower.objects.told_of(idea).values_list("email", flat=True)
    for joiner in news.select_related("registration", "idea").order_by("pk"):
        address = (joiner.email or (joiner.registration.email if joiner.registration else "") or "").lower()
        if address and address not in followed:
            Follower.ask(joiner.idea, email=address, language=joiner.idea.language)


def _from_joiner(group, joiner):
    registration = joiner.registration
    known = registration or joiner  # whoever was on the list did not type their name again
    return enter(
        group,
        given_name=joiner.given_name or known.given_name,
        family_name=joiner.family_name or known.family_name,
        email=joiner.email or known.email or "",
        phone=joiner.phone or known.phone,
        language=registration.language if registration else group.idea.language,
        role_title=joiner.get_role_display() if joiner.role != Joiner.Role.CARRY else "",
        is_lead=joiner.role == Joiner.Role.CARRY,
        person=registration.person if registration else None,
        consented_at=joiner.at,
        version=JOINER_VERSION,
    )


def _step_role(role):
    return {IdeaStep.Role.TEAM: GroupStep.Role.TEAM, IdeaStep.Role.MACHINE: GroupStep.Role.MACHINE}.get(
        role, GroupStep.Role.LEAD
    )


def follow_head(former, heir):
    """When another idea takes the head of a whole, its group follows (D17); a second living group stays where it is."""
    if not WorkingGroup.objects.standing().filter(idea=heir).exists():
        WorkingGroup.objects.standing().filter(idea=former).update(idea=heir)
