"""Notices, answers and questions: the proof of a call is kept with the register; words go with who wrote them (D51)."""

from members.assemblies.models import Answer, Notice, Question
from members.cooperative.models import Member
from members.models import Person

PERSONAL = {"assemblies.Question": {"text": "", "answer": ""}}
NOT_PERSONAL = {
    "assemblies.Assembly": {
        "place remote_link agenda words rules": "where an assembly is held, what it is about, the rules it follows"
    },
    "assemblies.AssemblyStep": {"details why": "what the board did, kept with the minutes (D51)"},
    "assemblies.Document": {"key name extension sha256": "a document that the board gives to all members"},
    "assemblies.Edition": {"said": "what the board told all members"},
    "assemblies.Notice": {"code to proof": "the proof that a member was called, kept with the register (D45, D51)"},
}


def last_actions(addresses):
    """Return {address: when its owner last answered or asked, by their account}."""
    found = {}
    people = dict(Person.objects.filter(email__in=addresses).values_list("pk", "email"))
    for model, name in ((Answer, "at"), (Question, "asked_at")):
        own = model.objects.filter(member__person__in=people, recorded_by=None)
        for person, at in own.values_list("member__person", name):
            address = people[person]
            found[address] = max(at, found.get(address, at))
    return found


def expire(addresses, *, before):
    """Questions that were asked before `before` by the owners of these addresses, with their answers."""
    asked = Question.objects.filter(member__person__email__in=addresses, asked_at__lt=before)
    asked.update(text="", answer="", member=None)


def export(person):
    """The notices, answers and questions of the members that `person` is."""
    mine = Member.objects.of_person(person)
    notices = Notice.objects.filter(member__in=mine).order_by("pk").select_related("assembly")
    answers = Answer.objects.filter(member__in=mine).order_by("pk").select_related("assembly")
    questions = Question.objects.filter(member__in=mine).order_by("pk")
    return {
        "assembly_notices": [
            {
                "assembly": str(one.assembly),
                "how": one.get_channel_display(),
                "to": one.to,
                "at": one.made_at.isoformat(),
            }
            for one in notices
        ],
        "assembly_answers": [
            {"assembly": str(one.assembly), "answer": one.get_choice_display(), "at": one.at.isoformat()}
            for one in answers
        ],
        "assembly_questions": [
            {"question": one.text, "answer": one.answer, "at": one.asked_at.isoformat()} for one in questions
        ],
    }


def erase_all_of(person):
    """Their questions go, with the answers that quote them; notices and answers stay with the register (D51)."""
    Question.objects.filter(member__in=Member.objects.of_person(person)).update(text="", answer="", member=None)
