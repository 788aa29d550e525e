"""The notice as a letter: for members who have not agreed to mails, and as the board looks at it first (D45, D63)."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import qr, typesetting
from foundation.codes import spaced
from foundation.templatetags.french import hour, long_date, plain_date
from members.assemblies.models import Document, Edition
from members.cooperative.rules import Rules

FILE_NAME = "convocations.pdf"
MOST = 300  # letters of one file


@dataclass(frozen=True)
class Letter:
    """What a notice says to everyone, in the language in force; texts and lists of texts."""

    cooperative: str
    sender: list
    title: str
    day: str
    changed: str
    when: str
    where: str
    remote: str
    words: list
    points: list
    resolutions: list  # {"number", "title", "text", "how", "candidates"}
    documents: list
    taking_part: list
    questions: str
    is_cancelled: bool


def letter_of(assembly, *, edition=None, on=None):
    """Return the `Letter` of `assembly` as it stands, for its `edition`, dated `on` (today by default)."""
    cooperative = assembly.cooperative
    changed = "" if edition is None or edition.kind == Edition.Kind.CALL else edition.said
    cancelled = edition is not None and edition.kind == Edition.Kind.CANCEL
    return Letter(
        cooperative=cooperative.name,
        sender=[line for line in (cooperative.registered_office, cooperative.registration) if line],
        title=title_of(assembly),
        day=long_date(on or timezone.localdate()),
        changed=changed,
        when=capfirst(
            _("%(day)s, at %(hour)s") % {"day": long_date(assembly.starts_at), "hour": hour(assembly.starts_at)}
        ),
        where=assembly.place,
        remote=assembly.remote_link,
        words=[] if cancelled else [line for line in assembly.words.splitlines() if line.strip()],
        points=[] if cancelled else assembly.points,
        resolutions=[] if cancelled else [_resolution(one) for one in _standing(assembly)],
        documents=[] if cancelled else [one.name for one in Document.objects.given_with(assembly)],
        taking_part=[] if cancelled else taking_part(assembly),
        questions="" if cancelled else _("You may ask the board questions in writing: it answers to all members."),
        is_cancelled=cancelled,
    )


def title_of(assembly):
    """« Assemblée générale ordinaire, deuxième convocation »."""
    kind = assembly.get_kind_display()
    said = _("%(kind)s, second call") % {"kind": kind} if assembly.is_second_call else str(kind)
    return capfirst(said)


def taking_part(assembly):
    """How a member takes part, in plain sentences (D46, D47, D50)."""
    rules = Rules.thaw(assembly.rules) if assembly.rules else Rules.of(assembly.cooperative)
    record = assembly.record_on or rules.record_date(timezone.localdate(assembly.starts_at))
    limit = rules.proxies_limit(assembly.cooperative.members.registered().count())
    found = [
        _("Come: one person, one vote, whatever your shares."),
        ngettext(
            "Or give a proxy to another member, who may hold %(n)s at most. Without a name, it follows the board.",
            "Or give a proxy to another member, who may hold %(n)s at most. Without a name, it follows the board.",
            limit,
        ) % {"n": limit},
    ]  # fmt: skip
    if rules.remote_ballots:
        found.append(_("Or vote from afar, with the personal code that you receive before each vote."))
    found.append(_("Voters are the members registered on %(day)s.") % {"day": plain_date(record)})
    return [str(one) for one in found]


def pile(notices, *, assembly, language):
    """Return the bytes of one PDF of the letters of `notices`, each with its address, its QR and a proxy to fill in."""
    with translation.override(language):
        edition = assembly.editions.filter(number=assembly.edition).first()
        sheets = [_addressed(notice.member, code=notice.code) for notice in notices]
        return _typeset(letter_of(assembly, edition=edition), sheets, assembly=assembly, language=language)


def specimen(assembly, member, *, language):
    """Return the bytes of the letter as `member` would receive it, before anyone is called."""
    with translation.override(language):
        letter = letter_of(assembly, edition=assembly.editions.filter(number=assembly.edition).first())
        sheets = [_addressed(member, code="")]
        return _typeset(letter, sheets, assembly=assembly, language=language)


def _typeset(letter, sheets, *, assembly, language):
    data = {
        **{name: getattr(letter, name) for name in letter.__dataclass_fields__},
        "accent": assembly.cooperative.territory.accent,
        "sheets": sheets,
        "labels": _labels(letter),
    }
    return typesetting.pdf("assemblies/notice.typ", data, language=language, title=_("Notice of a general meeting"))


def _addressed(member, *, code):
    url = settings.PUBLIC_URL + reverse("assemblies:notice_code", args=[code]) if code else ""
    names = f"{member.given_name} {member.family_name}".strip()
    lines = [str(member), *([names] if member.organisation and names else []), *member.address.splitlines()]
    return {
        "to": [line.strip() for line in lines if line.strip()],
        "name": str(member),
        "number": member.number or "",
        "code": spaced(code),
        "qr": str(qr.drawing(url)) if url else "",
    }


def _labels(letter):
    return {
        "kicker": _("The meeting is cancelled") if letter.is_cancelled else _("Notice of a general meeting"),
        "changed": _("Why") if letter.is_cancelled else _("What changed"),
        "agenda": _("Agenda"),
        "resolutions": _("Resolutions put to the vote"),
        "candidates": _("Candidates"),
        "documents": _("Documents"),
        "reading": _("You can read them at the cooperative, or on your page: %(address)s")
        % {"address": f"{settings.PUBLIC_URL.split('://')[-1]}/societaire/"},
        "taking": _("How to take part"),
        "remote": _("Video meeting:"),
        "desk": _("Show this code at the entrance"),
        "member": _("Member no."),
        "proxy": _("Proxy"),
        "proxy_giver": _("I,"),
        "proxy_to": _("give a proxy, to vote in my name at this meeting, to:"),
        "proxy_blank": _("Without a name, this proxy follows the opinion of the board. It falls if I come myself."),
        "proxy_date": _("Date"),
        "proxy_signature": _("Signature"),
        "proxy_return": _("To be cut out and given to whoever represents you, or sent back before the meeting."),
    }


def _standing(assembly):
    return assembly.resolutions.exclude(status="withdrawn").prefetch_related("candidates")


def _resolution(one):
    return {
        "number": one.number,
        "title": one.title,
        "text": one.text,
        "how": how_of(one),
        "candidates": [
            f"{who.name} : {who.presentation}" if who.presentation else who.name for who in one.candidates.all()
        ],
    }


def how_of(resolution):
    """How a resolution is voted, in one line: « majorité ordinaire · vote secret »."""
    majority = (
        _("extraordinary majority")
        if resolution.majority == resolution.Majority.EXTRAORDINARY
        else _("ordinary majority")
    )
    secret = _("secret ballot") if resolution.secret else _("open ballot")
    parts = [majority, secret]
    if resolution.is_election:
        seats = resolution.seats
        parts.insert(0, ngettext("election of %(n)s person", "election of %(n)s people", seats) % {"n": seats})
    return " · ".join(str(part) for part in parts)
