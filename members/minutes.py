"""What minutes say, how they are adopted, read and printed, and whether they are still what was adopted (D51).

A room ties the minutes of its meetings by a row of its own: `kept.minutes`, and `kept.office_of(person)`, in what
capacity someone signs them, in the language in force.

The `content` of `Minutes` is words and figures, in the language of the minutes; each body fills what it has:

    body, territory     names, as they were that day
    opened, closed      hours, in words
    place, convening    in words; how people were called, and when
    agenda              [text]
    officers            [{"role", "name"}]; who chaired first, a name may be empty
    attendance          [{"key", "name", "role", "state"}]; `key` finds the line again when a draft is corrected
    quorum              [text]
    documents           [{"name", "mark"}]
    decisions           [{"key", "title", "outcome", "lines": [{"label", "text"}], "counts": [{"label", "number"}],
                          "note", "conditions": [text], "remarks"}]
    remarks             text
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from foundation import typesetting
from foundation.typography import hour, long_date
from members.fingerprints import of_addendum, of_minutes
from members.models import Minutes

LANGUAGE = settings.LANGUAGE_CODE  # of minutes, whoever reads them


@dataclass(frozen=True)
class Break:
    """One thing that is not what was adopted: `where` names the minutes, `what` says it in a sentence."""

    where: str
    what: str


def empty_content():
    """Return a content where everything is still to be said."""
    texts = dict.fromkeys(("body", "territory", "opened", "closed", "place", "convening", "remarks"), "")
    lists = ("agenda", "officers", "attendance", "quorum", "documents", "decisions")
    return texts | {name: [] for name in lists}


def lacking(content):
    """Return what minutes must say (D51) and `content` does not, in words for who completes them."""
    wanted = {
        "place": _("where it was held, or that it was online"),
        "convening": _("how and when people were called"),
        "agenda": _("the agenda"),
        "officers": _("who chaired"),
        "attendance": _("who attended"),
        "quorum": _("the quorum"),
        "closed": _("when it ended"),
    }
    said_of = content | {"officers": any(one["name"] for one in content["officers"])}
    return [said for name, said in wanted.items() if not said_of[name]]


def moment(at):
    """« vendredi 12 juin 2026, 18 h 30 », in the language of minutes."""
    at = timezone.localtime(at)
    return f"{long_date(at.date(), language=LANGUAGE)}, {hour(at, language=LANGUAGE)}"


def adopt(kept, *, by, how, version, now=None):
    """Adopt the minutes that `kept` ties: who may is checked by the page; `how` says when, in words of their language.

    ValidationError `lacking` with what D51 wants and they do not say, `stale` when they changed meanwhile.
    """
    minutes = kept.minutes
    with override(minutes.language):
        if missing := lacking(minutes.content):
            said = _("The minutes do not say yet: %(what)s.") % {"what": _(", ").join(missing)}
            raise ValidationError(said, code="lacking")
        minutes.adopt(by=by, said=" ".join((_signed(kept, by), how)), version=version, now=now)


def add(kept, text, *, by, now=None):
    """Follow adopted minutes with an addendum; return it."""
    with override(kept.minutes.language):
        return kept.minutes.add(text, by=by, said=_signed(kept, by), now=now)


def breaks(territory, body):
    """Return [`Break`] of one body's minutes: fingerprints counted again, numbers, addenda, signed files."""
    found, previous = [], ""
    chain = Minutes.objects.chain(territory, body).prefetch_related("addenda", "signed")
    for number, minutes in enumerate(chain.iterator(chunk_size=200), start=1):
        found += [Break(str(minutes), what) for what in _wrong(minutes, number=number, previous=previous)]
        previous = minutes.sha256
    return found


def chains():
    """Return [(territory, body)] of every body that adopted minutes."""
    rows = Minutes.objects.adopted().order_by("territory", "body").values_list("territory", "body")
    return list(rows.distinct())


def read(minutes):
    """Return what a page and the paper show beside the content of a `Minutes`, in its own language whoever reads."""
    with override(minutes.language):
        return {
            "labels": labels(),
            "heading": heading(minutes),
            "adopted": adoption(minutes),
            "decisions": [one | {"votes": votes(one)} for one in minutes.content["decisions"]],
            "addenda": [
                {"title": addendum_title(one), "text": one.text, "mark": one.sha256} for one in minutes.addenda.all()
            ],
        }


def pdf(minutes):
    """Return the bytes of the PDF/A of a `Minutes`, draft or adopted, in its own language; outside any transaction."""
    with override(minutes.language):
        said = minutes.content | read(minutes) | {
            "accent": minutes.territory.accent,
            "day": long_date(minutes.held_on, language=minutes.language),
            "draft": "" if minutes.is_adopted else _("Draft: these minutes are not adopted yet."),
            "fingerprints": _fingerprints(minutes),
            "officers": [one for one in minutes.content["officers"] if one["name"]],
        }  # fmt: skip
    return typesetting.pdf("members/minutes.typ", said, language=minutes.language, title=said["heading"])


def votes(decision):
    """« Feu vert : 4, pas retenu : 1 »; empty where counts are withheld."""
    return ", ".join(_("%(label)s: %(number)s") % one for one in decision["counts"])


def heading(minutes):
    """« Procès-verbal n° 3 » once adopted, in the language in force."""
    return _("Minutes no. %(n)s") % {"n": minutes.number} if minutes.is_adopted else _("Draft minutes")


def adoption(minutes):
    """How and when they were adopted, in a sentence; empty for a draft."""
    if not minutes.is_adopted:
        return ""
    at = timezone.localtime(minutes.adopted_at)
    words = {
        "day": long_date(at.date(), language=minutes.language),
        "hour": hour(at, language=minutes.language),
        "said": minutes.adopted_as,
    }
    return _("Adopted on %(day)s at %(hour)s. %(said)s") % words


def addendum_title(addendum):
    """« Additif n° 1, jeudi 17 octobre 2019. Claire Martin, présidente »."""
    day = long_date(timezone.localdate(addendum.added_at), language=addendum.minutes.language)
    return _("Addendum no. %(n)s, %(day)s. %(said)s") % {"n": addendum.number, "day": day, "said": addendum.added_as}


def labels():
    """The headings of minutes, in the language in force, for the page and for the paper."""
    return {
        "held_on": _("Date"),
        "opened": pgettext("meeting", "Opened"),
        "closed": pgettext("meeting", "Closed"),
        "place": pgettext("session", "Place"),
        "convening": _("Way of convening"),
        "officers": _("Officers"),
        "agenda": _("Agenda"),
        "attendance": _("Attendance"),
        "name": _("Name"),
        "role": _("Capacity"),
        "state": pgettext("attendance", "Attendance"),
        "quorum": _("Quorum"),
        "documents": _("Documents put before the body"),
        "decisions": _("Decisions"),
        "votes": _("Votes"),
        "conditions": _("Conditions"),
        "remarks": _("Remarks"),
        "addenda": _("Addenda"),
        "adoption": _("Adoption"),
        "signatures": _("Signatures"),
        "signature": _("Signature"),
    }


def _signed(kept, person):
    """« Claire Martin, présidence. »: it stays after an erasure (D51)."""
    return f"{person}, {kept.office_of(person)}."


def _fingerprints(minutes):
    if not minutes.is_adopted:
        return []
    lines = [_("Fingerprint of these minutes (SHA-256): %(mark)s") % {"mark": minutes.sha256}]
    if minutes.previous_sha256:
        lines.append(_("Fingerprint of the minutes before: %(mark)s") % {"mark": minutes.previous_sha256})
    return lines


def _wrong(minutes, *, number, previous):
    """Yield what is not as adopted in one of the chain, in sentences."""
    if minutes.number != number:
        yield _("number %(n)s is missing.") % {"n": number}
    if minutes.previous_sha256 != previous:
        yield _("it does not hold the fingerprint of the minutes before.")
    if of_minutes(minutes) != minutes.sha256:
        yield _("its words are no longer those that were adopted.")
    before = minutes.sha256
    for place, addendum in enumerate(minutes.addenda.all(), start=1):
        chained = addendum.number == place and addendum.previous_sha256 == before
        if not chained or of_addendum(addendum) != addendum.sha256:
            yield _("its addendum no. %(n)s is no longer what was added.") % {"n": addendum.number}
        before = addendum.sha256
    for signed in minutes.signed.all():
        if not signed.is_intact():
            yield _("its signed file “%(name)s” is lost or was changed.") % {"name": signed.name}
