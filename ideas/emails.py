"""Every mail about an idea, one function per message; each key says what the mail is (D15, D18)."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from events.wording import worded
from foundation.codes import spaced
from ideas.emails_following import withdraw_questions
from outbox.models import Message
from outbox.queueing import queue, queue_to

REPORTS = "idea-reports"  # what an organiser stops with one button (D57): « à faire » says it as well
SECOND_THOUGHTS = timedelta(minutes=5)  # an answer can be undone before its mail leaves


def idea_received(idea):
    """The receipt, with the link that opens the idea; once per address."""
    _queue(idea, "idea_received", key=f"idea-received:{idea.receipt}:{idea.author_email}")


def idea_accepted(idea, *, step):
    _queue(idea, "idea_accepted", key=f"idea-answer:{idea.receipt}:{step.pk}", wait=SECOND_THOUGHTS)


def idea_refused(idea, *, step):
    _queue(idea, "idea_refused", key=f"idea-answer:{idea.receipt}:{step.pk}", wait=SECOND_THOUGHTS)


def idea_found(idea, *, link):
    """Someone typed the receipt: the link goes to the address attached, not to the screen (D11)."""
    _queue(idea, "idea_found", key=f"idea-found:{idea.receipt}:{link}")


def claim_heard(claim):
    """To who holds the idea: someone else says that they wrote it; the team will decide (D11)."""
    _queue(claim.idea, "claim_heard", key=f"idea-claim-heard:{claim.idea.receipt}:{claim.pk}")


def claim_kept(claim):
    """To who holds the idea: it stays theirs."""
    _queue(claim.idea, "claim_kept", key=f"idea-claim-kept:{claim.idea.receipt}:{claim.pk}")


def claim_granted(claim):
    """To who asked, now the idea's address: the link that opens it."""
    _queue(claim.idea, "claim_granted", key=f"idea-claim-granted:{claim.idea.receipt}:{claim.pk}")


def claim_refused(claim):
    """To who asked: the idea stays with who holds it. No link: this address opens nothing."""
    key = f"idea-claim-refused:{claim.idea.receipt}:{claim.pk}"
    _tell(claim.idea, "claim_refused", key=key, to=claim.email, language=claim.language)


def claim_lost(claim, *, former):
    """To the former address: the idea went to who claimed it; that address opens nothing any more."""
    if former:
        key = f"idea-claim-lost:{claim.idea.receipt}:{claim.pk}"
        _tell(claim.idea, "claim_lost", key=key, to=former, language=claim.idea.language)


def reports(person, *, lines, territory, day):
    """To an organiser, once a day at most: which evenings hold ideas that were reported (D15, D62)."""
    queue_to(
        person,
        key=f"idea-reports:{territory.pk}:{day:%Y-%m-%d}:{person.pk}",
        kind="idea-reports",
        template="emails/ideas/reports",
        context={"lines": lines, "territory": territory, "count": sum(line.count for line in lines)},
        about=f"territory:{territory.pk}",
        topic=REPORTS,
    )


def withdraw_answers(idea):
    """Take back answers that became untrue and questions that are no longer asked, where they have not left."""
    withdraw_questions(idea)
    Message.objects.filter(key__startswith=f"idea-answer:{idea.receipt}:").withdraw()


def _tell(idea, name, *, key, to, language):
    context = {"idea": idea, "event": idea.event, "territory": idea.territory}
    queue(
        key=key,
        kind=name.replace("_", "-"),
        to=to,
        template=f"emails/ideas/{name}",
        context=worded(f"ideas/{name}", context, language=language),
        language=language,
        about=idea.event.subject,
    )


def _queue(idea, name, *, key, wait=timedelta(0)):
    if not idea.author_email:
        return
    context = {
        "idea": idea,
        "event": idea.event,
        "receipt": spaced(idea.receipt),
        "territory": idea.territory,
        "open_url": idea.open_url(journey=name == "idea_found"),
        "page": reverse("ideas:idea", args=[idea.slug]),
    }
    queue(
        key=key,
        kind=name.replace("_", "-"),
        to=idea.author_email,
        to_name=idea.author_name,
        template=f"emails/ideas/{name}",
        context=worded(f"ideas/{name}", context, language=idea.language),
        language=idea.language,
        about=idea.event.subject,
        due_at=timezone.now() + wait if wait else None,
    )
