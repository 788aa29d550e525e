"""What projects hold of people, when it goes and what stays (D58): names are those of the group's members.

Whoever is erased there is « ancien membre » here; a project keeps what was done, in which role, and its sheets.
"""

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower

from ideas.groups import personal_data as groups
from ideas.groups.models import Membership
from outbox import personal_data as mails
from outbox.models import Message
from projects import personal_data_conditions as conditions
from projects import personal_data_seeking as seeking
from projects.models import Agreement, Bearing, Partner, Project, ProjectStep, SheetVersion

PERSONAL = {**seeking.PERSONAL, **conditions.PERSONAL, "projects.Partner": {"contact": ""}}
NOT_PERSONAL = {
    **seeking.NOT_PERSONAL,
    **conditions.NOT_PERSONAL,
    "projects.Project": {"name slug summary folded": "what the project says of itself to everyone"},
    "projects.ProjectStep": {
        "details": "a way of bearing, the name of a structure or of another project",
        "why": "what the group and the authors of its ideas read",
    },
    "projects.StageSentence": {"text": "what a territory asks of its teams"},
    "projects.Agreement": {"key text": "the sentence agreed to, as it was read"},
    "projects.Bearing": {"why_ended": "told to the group", "name_shown_text": "which text was agreed to"},
    "projects.Decision": {
        "reasons strengths to_work_on next_step contact": "what the committee tells a project; kept with its minutes"
    },
    "projects.Partner": {"name brings": "a structure, and what it brings"},
    "projects.PublicPage": {"need solution prototype help_wanted": "what the team shows to everyone"},
    "projects.DeclaredProject": {"name wording source declared_on folded": "what was declared in public"},
    "projects.SheetPhoto": {"key alt": "drawn by the machine, or what everyone would hear"},
    "projects.SheetEntry": {"name text keys": "the work of the group on its project"},
    "projects.SheetChange": {"name before after": "the same, as it changed"},
    "projects.SheetAside": {"writer": "a key of a row", "text": "the work of the group on its project"},
}


def old_addresses(before, *, after, limit):
    """Return at most `limit` addresses known here alone: members' addresses are told by groups."""
    return seeking.old_addresses(before, after=after, limit=limit)


def last_actions(addresses):
    """Return {address: when its owner last did something in a project}."""
    found = seeking.last_actions(addresses)
    for address, at in conditions.last_actions(addresses).items():
        found[address] = max(at, found.get(address, at))
    for model in (ProjectStep, Agreement, SheetVersion):
        rows = model.objects.annotate(mail_address=Lower("membership__email")).filter(mail_address__in=addresses)
        for address, at in rows.order_by().values_list("mail_address", "at"):
            found[address] = max(at, found.get(address, at))
    return found


def expire(addresses, *, before):
    """Forget what was written to these addresses about projects; their names go with the group's members."""
    seeking.expire(addresses, before=before)
    conditions.expire(addresses, before=before)
    _unname(groups.named().filter(mail_address__in=addresses, joined_at__lt=before))
    for address in addresses:
        _forget_mails(address)


@transaction.atomic
def erase_all_of(person):
    """Forget on request; runs before the group forgets its member."""
    seeking.erase_all_of(person)
    conditions.erase_all_of(person)
    _unname(groups.of_person(person))
    _of(person).filter(name_shown_at__isnull=False).update(name_shown_at=None, name_shown_text="")
    if person.email:
        _forget_mails(person.email.lower())


def leftovers(before):
    """Return [(rows, act on their keys)]: whom to ask at a structure, long after it was written."""
    old = Partner.objects.exclude(contact="").filter(created_at__lt=before)
    mine = [(old, lambda keys: Partner.objects.filter(pk__in=keys).update(**PERSONAL["projects.Partner"]))]
    return [*mine, *conditions.leftovers(before)]


def export(person):
    """What the person bears or bore, and the sentences they agreed to."""
    bearings = _of(person).select_related("project").order_by("pk")
    written = SheetVersion.objects.filter(Q(by=person) | Q(membership__in=groups.of_person(person)))
    written = written.select_related("sheet__project").prefetch_related("changes").order_by("pk")
    agreements = (
        Agreement.objects.filter(membership__in=Membership.objects.of_person(person))
        .select_related("project")
        .order_by("pk")
    )
    return {
        **seeking.export(person),
        **conditions.export(person),
        "projects_borne": [
            {
                "project": str(one.project),
                "what": one.get_kind_display(),
                "state": one.get_status_display(),
                "since": one.since,
                "until": one.until,
                "name_shown_since": one.name_shown_at,
            }
            for one in bearings
        ],
        "project_sheets": [
            {
                "project": str(one.sheet.project),
                "sheet": one.sheet.get_kind_display(),
                "at": one.until,
                "texts": [change.after for change in one.changes.all()],
            }
            for one in written
        ],
        "project_sentences": [{"project": str(one.project), "text": one.text, "at": one.at} for one in agreements],
    }


def _of(person):
    return Bearing.objects.filter(membership__in=Membership.objects.of_person(person))


def _forget_mails(address):
    mails.blank(Message.objects.filter(to=address, kind__startswith="project-"))


def _unname(members):
    """Take the names of `members` out of what was written to others about the projects of their groups."""
    for project in Project.objects.filter(group__in=members.values("group")):
        about = Message.objects.filter(about=project.subject)
        for member in members.filter(group=project.group_id):
            mails.unname(about, groups.names_of(member), become=groups.FORMER)
