"""What of an idea is personal, when it goes and what stays (D58): its author's name goes, the idea was given to all."""

from django.db import transaction
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils import timezone

from ideas.models import Claim, Idea, IdeaConsent, IdeaStep, Report, bump
from ideas.models.photo import discard_photos
from ideas.personal_data import joining, voting, watching
from members.models import ConsentRecord
from outbox import personal_data as mails
from outbox.models import Message

PERSONAL = {
    **joining.PERSONAL,
    **voting.PERSONAL,
    **watching.PERSONAL,
    "ideas.Idea": {"author_name": "", "author_email": "", "person": None},
    "ideas.Claim": {"email": "", "words": ""},
    "ideas.Report": {"reason": ""},  # free words, which may name someone; the number of reports stays
}
NOT_PERSONAL = {
    **joining.NOT_PERSONAL,
    **watching.NOT_PERSONAL,
    "ideas.IdeaConsent": {"text_version": "which text was agreed to"},
    "ideas.Idea": {
        "title need solution audience existing payer resources first_step folded": "the idea, given to everyone (D56)",
        "digest": "a fingerprint of the whole sheet",
        "receipt slug language sheet_number": "of the idea, not of its author",
        "commune_text": "the name of a commune",
    },
    "ideas.IdeaPhoto": {"key alt": "drawn by the machine, or what everyone sees; the photo goes with the author"},
    "ideas.Claim": {"language": "of the answer"},
    "ideas.Gathering": {"name place code": "what an organisation publishes of its stalls"},
    "ideas.IdeaStep": {
        "details": "the code of a refusal's reason, of a stage, or of who acted",
        "why": "what the team answers to an author, about an idea",
    },
}


def _signed():
    """Ideas that say who wrote them, with `mail_address` (None without one)."""
    signed = Idea.objects.exclude(author_name="", author_email="", person=None)
    known = Coalesce(NullIf(F("author_email"), Value("")), F("person__email"), output_field=CharField())
    return signed.annotate(mail_address=Lower(known))


def old_addresses(before, *, after, limit):
    """Return at most `limit` addresses that sort after `after`, known here since before `before`, sorted."""
    found = set()
    kept = (_signed(), "created_at__lt"), (joining.addressed(), "at__lt"), (watching.addressed(), "asked_at__lt")
    for rows, since in kept:
        old = rows.filter(**{since: before}, mail_address__gt=after).order_by("mail_address")
        found.update(old.values_list("mail_address", flat=True).distinct()[:limit])
    return sorted(found)[:limit]


def last_actions(addresses):
    """Return {address: when its owner last wrote an idea, or said that they carry on with one or follow it}."""
    found = {}
    for rows, when in ((_signed(), "created_at"), (joining.addressed(), "at"), (watching.addressed(), "asked_at")):
        for address, at in rows.filter(mail_address__in=addresses).values_list("mail_address", when):
            found[address] = max(at, found.get(address, at))
    return found


def expire(addresses, *, before):
    """Forget who wrote ideas, or carried on with them, by these addresses before `before`."""
    old = _signed().filter(mail_address__in=addresses, created_at__lt=before)
    forget_authors(list(old.values_list("pk", flat=True)))
    carried = joining.addressed().filter(mail_address__in=addresses, at__lt=before)
    joining.forget(list(carried.values_list("pk", flat=True)))
    followed = watching.addressed().filter(mail_address__in=addresses, asked_at__lt=before)
    watching.forget(list(followed.values_list("pk", flat=True)))


@transaction.atomic
def erase_author(idea):
    """Forget on request who wrote an idea: it stays, without a name; nothing happens when it has none."""
    if _signed().filter(pk=idea.pk).exists():
        forget_authors([idea.pk])
        idea.steps.create(kind=IdeaStep.Kind.AUTHOR_ERASED)
        bump(idea.event_id)


@transaction.atomic
def erase_all_of(person):
    """Forget on request who wrote the ideas of a person."""
    for idea in Idea.objects.filter(Q(person=person) | Q(author_email__iexact=person.email or "-")):
        erase_author(idea)
    _forget_claims(Claim.objects.filter(email__iexact=person.email or "-").values("pk"))
    joining.erase_all_of(person)
    watching.erase_all_of(person)


def export(person):
    """Every idea linked to the person, with its whole sheet, its consents and its history."""
    mine = Idea.objects.filter(Q(person=person) | Q(pk__in=Idea.objects.written_by(person).values("pk")))
    mine = mine.select_related("event", "commune", "gathering", "photo").order_by("pk")
    mine = mine.prefetch_related("consents", "steps", "follow_ups")
    asked = Claim.objects.filter(email__iexact=person.email or "-").select_related("idea").order_by("pk")
    return {
        "ideas": [_exported(idea) for idea in mine],
        "idea_claims": [
            {"idea": str(one.idea), "words": one.words, "state": one.get_status_display(), "at": one.at}
            for one in asked
        ],
        "ideas_carried_on": joining.export(person),
        "ideas_followed": watching.export(person),
    }


def leftovers(before):
    """Return [(rows, act on their keys)]: authors without an address, words of those who reported an idea."""
    return [
        *voting.leftovers(),
        (_signed().filter(created_at__lt=before, mail_address=None), forget_authors),
        (Report.objects.exclude(reason="").filter(at__lt=before), _forget_reports),
        (Claim.objects.exclude(email="").filter(at__lt=before), _forget_claims),
        *joining.leftovers(before),
    ]


def forget_authors(keys):
    """Blank the authors of the ideas of these keys, with what was written to them and the consent to be named."""
    ideas = Idea.objects.filter(pk__in=keys)
    for receipt, address in ideas.exclude(author_email="").values_list("receipt", "author_email"):
        mails.blank(Message.objects.filter(to=address.lower(), key__contains=f":{receipt}:"))
    shown = IdeaConsent.objects.filter(idea__in=keys, purpose=ConsentRecord.Purpose.NAME_SHOWN, withdrawn_at=None)
    shown.update(withdrawn_at=timezone.now())
    discard_photos(keys)
    for address in Claim.objects.filter(idea__in=keys).values_list("email", flat=True):
        mails.blank(Message.objects.filter(to=address, key__startswith="idea-claim-"))
    _forget_claims(Claim.objects.filter(idea__in=keys).values("pk"))
    ideas.update(**PERSONAL["ideas.Idea"])


def _forget_claims(keys):
    Claim.objects.filter(pk__in=keys).update(**PERSONAL["ideas.Claim"])


def _forget_reports(keys):
    Report.objects.filter(pk__in=keys).update(**PERSONAL["ideas.Report"])


def _exported(idea):
    texts = {name: getattr(idea, name) for name in Idea.TEXTS}
    return {
        "evening": str(idea.event),
        "receipt": idea.receipt,
        "state": idea.get_status_display(),
        "sent_at": idea.created_at,
        **texts,
        "commune": idea.commune.name if idea.commune else idea.commune_text,
        "gathered_at": str(idea.gathering or ""),
        "seeks_bearer": idea.seeks_bearer,
        "author_name": idea.author_name,
        "author_email": idea.author_email,
        "photo_of_the_sheet": hasattr(idea, "photo"),
        "answers": [
            {"to": one.get_kind_display(), "answer": one.get_answer_display(), "at": one.answered_at}
            for one in idea.follow_ups.all()
            if one.answered_at
        ],
        "consents": [
            {
                "purpose": consent.get_purpose_display(),
                "text_version": consent.text_version,
                "given_at": consent.given_at,
                "withdrawn_at": consent.withdrawn_at,
            }
            for consent in idea.consents.all()
        ],
        "history": [{"what": step.get_kind_display(), "at": step.at} for step in reversed(idea.steps.all())],
    }
