"""Every mail of a decision, one function per message: to the group (service, D57), to the experts (D31)."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from outbox.models import Message
from outbox.queueing import queue_to
from outbox.topics import IDEAS
from projects.committee import letters
from projects.emails import to_member

LETTER, GROUP = "committee-letter", "committee-told"
OUTCOMES, BECAME = "committee-outcomes", "committee-became"


def letter(member, *, item, pdf, due_at):
    """To who answers for the file: the letter in words, and as a PDF to keep; a known key writes nothing.

    `pdf` may be None for a mail that is written already.
    """
    with translation.override(member.language):
        said = letters.letter_of(item)
    files = [(letters.FILE_NAME, "application/pdf", pdf)] if pdf else []
    return _to_member(
        member, "decision_letter", key=letter_key(item, member), kind=LETTER, item=item, letter=said, due_at=due_at,
        attachments=files,
    )  # fmt: skip


def is_written(item, member):
    """Whether the letter to `member` is in the box already: a release that resumes makes no PDF for it."""
    return Message.objects.filter(key=letter_key(item, member)).exists()


def letter_key(item, member):
    return f"{LETTER}:{item.pk}:{member.pk}"


def told_group(member, *, item, due_at):
    """To the other members of the group: the outcome in plain words, the letter is on the project's page."""
    with translation.override(member.language):
        said = letters.headline_of(item)
    key = f"{GROUP}:{item.pk}:{member.pk}"
    return _to_member(member, "decision_group", key=key, kind=GROUP, item=item, letter=said, due_at=due_at)


def outcomes(expert, *, session, items, due_at):
    """To an expert, recused or not: what became of each file of the session, in one mail; never a count (D25, D28)."""
    person = expert.person
    if person is None or not person.email:
        return None
    with translation.override(person.language):
        lines = [{"name": item.project.name, "label": _word(item)} for item in items]
    return queue_to(
        person,
        key=f"{OUTCOMES}:{session.pk}:{expert.pk}",
        kind=OUTCOMES,
        template="emails/committee/outcomes",
        context={
            "session": session,
            "lines": lines,
            "territory": session.committee.territory,
            "open_url": settings.PUBLIC_URL + reverse("committee:my_files", args=[session.pk]),
        },
        about=f"session:{session.pk}",
        due_at=due_at,
    )


def told_of_step(step):
    """The keys of the people who have a mail about `step`, as a set."""
    keys = Message.objects.filter(key__startswith=f"{BECAME}:{step.pk}:").values_list("key", flat=True)
    return {int(key.rpartition(":")[2]) for key in keys}


def became(expert, *, project, step, word):
    """To an expert who judged it: the project is accompanied, launched or abandoned; in the mail of the day (D62)."""
    person = expert.person
    if person is None or not person.email:
        return None
    return queue_to(
        person,
        key=f"{BECAME}:{step.pk}:{person.pk}",
        kind=BECAME,
        template="emails/committee/became",
        context={
            "project": project,
            "word": word,
            "why": step.why,
            "territory": project.territory,
            "open_url": settings.PUBLIC_URL + project.get_absolute_url() if project.is_public else "",
        },
        about=project.subject,
        topic=IDEAS,
    )


def _word(item):
    """What became of a file, in a word: its outcome, or that it left the agenda."""
    if item.is_gone:
        return item.get_status_display()
    return letters.label_of(item.closing.outcome)


def _to_member(member, name, *, item, letter, **mail):
    page = reverse("committee:project", args=[item.project.slug])
    context = {"letter": letter, "item": item, "territory": item.session.committee.territory}
    return to_member(member, f"committee/{name}", project=item.project, page=page, context=context, **mail)
