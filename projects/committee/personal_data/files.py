"""Who read a file, asked, answered, was mailed about it: names go, the frozen file stays (D24, D58, D60)."""

from django.db.models import Q

from ideas.groups.models import Membership
from outbox import personal_data as mails
from outbox.models import Message
from projects.committee.models import FileFreezing, FileReading, Question

PERSONAL = {}
NOT_PERSONAL = {
    "committee.CommitteeFile": {
        "content": "the work of a group, as it was judged: the names of its members are not in it",
        "sha256": "a fingerprint",
    },
    "committee.FileFreezing": {"sha256": "a fingerprint"},
    "committee.FileDocument": {"key name kind sha256": "a document that a group joined to its file, as it was judged"},
    "committee.FileReading": {"document sha256": "the name of a document, a fingerprint"},
    "committee.Question": {
        "text answer": "what the committee asked of a project and its group answered: minutes hold it"
    },
    "committee.SlotNotice": {"place": "where a session is held"},
}
KINDS = "committee-"


def last_actions(addresses):
    """Return {address: when its owner last read a file, asked or answered a question}."""
    found = {}
    asked = Question.objects.filter(expert__person__email__in=addresses).values_list(
        "expert__person__email", "asked_at"
    )
    answered = Question.objects.answered().filter(answered_by__email__in=addresses)
    read = FileReading.objects.filter(person__email__in=addresses).order_by().values_list("person__email", "at")
    for rows in (asked.order_by(), answered.order_by().values_list("answered_by__email", "answered_at"), read):
        for address, at in rows:
            found[address] = max(at, found.get(address, at))
    return found


def expire(addresses, *, before):
    for address in addresses:
        _forget_mails(address)


def leftovers(before):
    """Who read a file so long ago: the line itself goes."""
    old = FileReading.objects.filter(at__lt=before)
    return [(old, lambda keys: FileReading.objects.filter(pk__in=keys).delete())]


def export(person):
    """The files that `person` read, the questions they asked, those they answered for a project."""
    readings = FileReading.objects.filter(person=person).select_related("file__item__project").order_by("pk")
    mine = Q(expert__person=person) | Q(answered_by__in=Membership.objects.of_person(person))
    questions = Question.objects.filter(mine).select_related("item__project", "expert").order_by("pk")
    return {
        "committee_readings": [
            {"project": str(one.file.item.project), "what": one.get_what_display(), "name": one.document, "at": one.at}
            for one in readings
        ],
        "committee_questions": [
            {
                "project": str(one.item.project),
                "asked_by_you": one.expert is not None and one.expert.person_id == person.pk,
                "question": one.text,
                "answer": one.answer,
                "at": one.asked_at,
            }
            for one in questions
        ],
    }


def erase_all_of(person):
    FileReading.objects.filter(person=person).update(person=None)
    FileFreezing.objects.filter(by=person).update(by=None)
    if person.email:
        _forget_mails(person.email.lower())


def _forget_mails(address):
    mails.blank(Message.objects.filter(to=address, kind__startswith=KINDS))
