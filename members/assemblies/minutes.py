"""The minutes of an assembly write themselves from its sheet, its votes and their announced results (D51).

They say what D50 lets be said, and no more: secret votes never appear by college where that would tell one.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext, pgettext_lazy

from foundation.typography import hour, long_date
from members.assemblies import presenting
from members.assemblies.attending import lines_of
from members.assemblies.models import Assembly, AssemblyMinutes, Document, Edition, Officer, Presence, Result
from members.assemblies.turnout import quorum_of, sentence
from members.minutes import LANGUAGE, empty_content, moment
from members.models import Minutes

OFFICE = {
    Officer.Kind.CHAIR: pgettext_lazy("minutes", "Chair of the meeting"),
    Officer.Kind.SECRETARY: pgettext_lazy("minutes", "Secretary of the meeting"),
    Officer.Kind.TELLER: pgettext_lazy("minutes", "Teller"),
}


def body_of(cooperative):
    """Whose minutes they are: each cooperative has its own numbers, without a gap."""
    return f"assembly:{cooperative.pk}"


@transaction.atomic
def draft(assembly):
    """Return the `AssemblyMinutes` of a closed assembly, written now when nobody had; ValidationError `early` before.

    Every counted vote is announced first: minutes tell no result that members were not told.
    """
    assembly = Assembly.objects.select_for_update(of=("self",), no_key=True).select_related(
        "cooperative__territory", "second_call_of"
    ).get(pk=assembly.pk)  # fmt: skip
    if found := AssemblyMinutes.objects.for_lists().filter(assembly=assembly).first():
        return found
    if not assembly.is_closed:
        raise ValidationError(_("Minutes are written once the meeting is closed."), code="early")
    if waiting := [str(one) for one in assembly.resolutions.counted() if one.is_to_announce]:
        raise ValidationError(
            _("Announce first the result of: %(what)s.") % {"what": _(", ").join(waiting)}, code="early"
        )
    with override(LANGUAGE):
        minutes = Minutes.objects.create(
            territory=assembly.cooperative.territory, body=body_of(assembly.cooperative), language=LANGUAGE,
            held_on=timezone.localdate(assembly.starts_at), title=_title(assembly), content=content_of(assembly),
        )  # fmt: skip
    return AssemblyMinutes.objects.create(assembly=assembly, minutes=minutes)


def content_of(assembly):
    """Return the content of `members.minutes` that the rows of `assembly` tell, in the language in force."""
    resolutions = list(assembly.resolutions.prefetch_related("candidates").order_by("number"))
    for one in resolutions:
        one.assembly = assembly
    voters = lines_of(assembly, assembly.voters.order_by("number", "pk"))
    return empty_content() | {
        "body": _("%(cooperative)s, general meeting of the members") % {"cooperative": assembly.cooperative},
        "territory": str(assembly.cooperative.territory),
        "opened": moment(assembly.opened_at),
        "closed": moment(assembly.closed_at),
        "place": _place(assembly),
        "convening": _convening(assembly),
        "agenda": [*assembly.points, *(_point(one) for one in resolutions)],
        "officers": _officers(assembly),
        "attendance": [_attendance(line) for line in voters],
        "quorum": [_turnout(voters), *(_quorum(one) for one in resolutions if one.is_counted)],
        "documents": [
            {"name": one.name, "mark": " ".join(one.sha256[place : place + 4] for place in (0, 4, 8))}
            for one in Document.objects.given_with(assembly)
        ],
        "decisions": _decisions(assembly, resolutions),
    }


def _point(resolution):
    """« Résolution 4 : créer le fonds d’amorçage »: points without a vote come before it."""
    return _("Resolution %(n)s, %(title)s") % {"n": resolution.number, "title": resolution.title}


def _title(assembly):
    words = {
        "kind": assembly.get_kind_display(),
        "day": long_date(timezone.localdate(assembly.starts_at), language=LANGUAGE),
    }
    said = _("%(kind)s of %(day)s") % words
    if assembly.is_second_call:
        said = _("%(meeting)s, on second call") % {"meeting": said}
    return said[:1].upper() + said[1:]


def _place(assembly):
    if not assembly.rules_in_force.remote_ballots:
        return assembly.place
    parts = [assembly.place, _("members could also take part and vote from afar")]
    return " ; ".join(part for part in parts if part)


def _convening(assembly):
    """How members were called, and when; then what was told again (D45)."""
    if assembly.called_at is None:
        return ""
    left = assembly.notices.of_edition(1).dispatched()
    numbers = dict(left.order_by().values_list("channel").annotate(Count("pk")))
    posted = left.letters().aggregate(first=Min("posted_on"))["first"]
    said = [_("Notice decided on %(moment)s.") % {"moment": moment(assembly.called_at)}]
    if mails := numbers.get("mail", 0):
        said.append(
            ngettext(
                "By e-mail to %(n)s member who had agreed to it in writing.",
                "By e-mail to %(n)s members who had agreed to it in writing.",
                mails,
            )
            % {"n": mails}
        )
    if letters := numbers.get("letter", 0):
        words = {"n": letters, "day": long_date(posted, language=LANGUAGE)}
        said.append(
            ngettext(
                "By letter to %(n)s member, posted on %(day)s.",
                "By letter to %(n)s members, posted from %(day)s.",
                letters,
            )
            % words
        )
    again = assembly.editions.exclude(kind=Edition.Kind.CALL).order_by("number")
    said += [_("Told again on %(moment)s: %(what)s") % {"moment": moment(one.at), "what": one.said} for one in again]
    if assembly.is_second_call:
        first = timezone.localdate(assembly.second_call_of.starts_at)
        said.append(_("Second call of the meeting of %(day)s.") % {"day": long_date(first, language=LANGUAGE)})
    return "\n".join(said)


def _officers(assembly):
    """Who held each office, those who were replaced too."""
    found = []
    for one in assembly.officers.order_by("pk"):
        role = str(OFFICE[one.kind]) if one.until is None else _("%(office)s, until %(hour)s") % {
            "office": OFFICE[one.kind], "hour": hour(timezone.localtime(one.until), language=LANGUAGE)
        }  # fmt: skip
        found.append({"role": role, "name": one.name})
    return sorted(found, key=lambda one: not one["role"].startswith(str(OFFICE[Officer.Kind.CHAIR])))


def _attendance(line):
    """A voter of the sheet, with the college, and how they took part."""
    voter = line.voter
    signed = line.presence or line.left
    name = voter.name
    if signed and signed.signed_by and signed.signed_by != voter.name:
        name = f"{name} ({signed.signed_by})"
    college = str(voter.college) if voter.college else pgettext("minutes", "member of the cooperative")
    return {"key": voter.pk, "name": name, "role": college, "state": _state(line)}


def _state(line):
    words = {Presence.Mode.PRESENT: _("in the room"), Presence.Mode.REMOTE: _("from afar")}
    if line.presence:
        return words[line.presence.mode]
    if line.left:
        left = hour(timezone.localtime(line.left.until), language=LANGUAGE)
        return _("%(way)s, left at %(hour)s") % {"way": words[line.left.mode], "hour": left}
    if line.proxy and line.proxy.is_blank:
        return _("proxy without a name")
    if line.proxy:
        return _("represented by %(name)s") % {"name": line.proxy.holder_name}
    return pgettext("attendance", "absence")


def _turnout(voters):
    """Who was there at the end, in figures; each vote has its own quorum, below."""
    present = sum(1 for one in voters if one.presence and one.presence.mode == Presence.Mode.PRESENT)
    remote = sum(1 for one in voters if one.presence and one.presence.mode == Presence.Mode.REMOTE)
    represented = sum(1 for one in voters if not one.presence and one.proxy)
    words = {"entitled": len(voters), "present": present, "remote": remote, "represented": represented}
    return (
        _(
            "Members on the list: %(entitled)s. At the end of the meeting, in the room: %(present)s, from afar:"
            " %(remote)s, represented: %(represented)s."
        )
        % words
    )


def _quorum(resolution):
    return _("%(resolution)s – %(quorum)s.") % {
        "resolution": resolution, "quorum": sentence(quorum_of(resolution))
    }  # fmt: skip


def _decisions(assembly, resolutions):
    found = Result.objects.released().for_display().filter(resolution__assembly=assembly)
    results, names = {one.resolution_id: one for one in found}, presenting.names_of(assembly)
    return [_decision(one, results.get(one.pk), names) for one in resolutions]


def _decision(resolution, result, names):
    said = {
        "key": resolution.pk, "title": str(resolution), "outcome": "", "counts": [], "note": "", "conditions": [],
        "remarks": "", "lines": [{"label": _("Text put to the vote"), "text": resolution.text}],
    }  # fmt: skip
    if result is None:
        withdrawn = resolution.status == resolution.Status.WITHDRAWN
        return said | {"outcome": _("Withdrawn") if withdrawn else _("Not put to the vote")}
    shown = presenting.presented(result, names=names)
    outcome = shown.outcome[:1].upper() + shown.outcome[1:]
    if shown.percent:
        outcome = _("%(outcome)s: %(percent)s for, it took %(bar)s") % {
            "outcome": outcome, "percent": shown.percent, "bar": shown.needed
        }  # fmt: skip
    lines = said["lines"] + [
        {"label": pgettext("minutes", "Vote"), "text": _how(resolution, result)},
        {"label": _("By college"), "text": "\n".join(_college(line) for line in shown.lines if len(shown.lines) > 1)},
        {"label": _("Candidates"), "text": "\n".join(map(_standing, shown.standings))},
    ]
    return said | {
        "outcome": outcome,
        "lines": [line for line in lines if line["text"]],
        "counts": _counts(shown),
        "note": " ".join((shown.nuance and f"{shown.nuance}.".capitalize(), *shown.notes)).strip(),
    }


def _how(resolution, result):
    """Secret or open, when, the majority, who counted, and what blank proxies did (D46, D48)."""
    secret, closing = resolution.secret, getattr(resolution, "closing", None)
    words = {
        "opened": moment(resolution.opened_at),
        "closed": hour(timezone.localtime(resolution.closed_at), language=LANGUAGE),
    }
    said = [
        (_("Secret vote, opened on %(opened)s, closed at %(closed)s.") if secret
         else _("Open vote, opened on %(opened)s, closed at %(closed)s.")) % words,
        _("Majority: %(bar)s of the votes cast.") % {
            "bar": presenting.bar_said_half() if resolution.is_election else presenting.bar_said(result)
        },
        {"proportional": _("Each college shares its weight as its members voted."),
         "bloc": _("Each college gives all its weight to its majority."),
         "none": _("One member, one vote, all together.")}[result.method],
    ]  # fmt: skip
    if closing and closing.papers:
        said.append(
            _("Paper ballots: %(n)s, counted by %(tellers)s.") % {"n": closing.papers, "tellers": closing.tellers}
        )
    if closing and closing.blank_proxies:
        said.append(_blank_said(resolution) % {"n": closing.blank_proxies})
    return "\n".join(said)


def _blank_said(resolution):
    """What proxies without a name did: they follow the board, who names nobody in an election (D46)."""
    number = resolution.closing.blank_proxies
    if resolution.is_election:
        return ngettext(
            "%(n)s proxy without a name was counted as an abstention.",
            "%(n)s proxies without a name were counted as abstentions.",
            number,
        )
    return ngettext(
        "%(n)s proxy without a name followed the board.", "%(n)s proxies without a name followed the board.", number
    )


def _college(line):
    words = {"for": line.voted_for, "against": line.against, "others": line.others}
    said = _("for: %(for)s, against: %(against)s, abstention, blank or void: %(others)s") % words
    label = f"{line.label} ({line.weight})" if line.weight else line.label
    return f"{label} – {said}"


def _standing(one):
    state = {
        "elected": pgettext("person", "elected"),
        "tied": pgettext("person", "tied"),
        "not": pgettext("person", "not elected"),
    }[one.state]
    if one.votes is None:
        return f"{one.name} – {state}"
    votes = ngettext("%(n)s vote", "%(n)s votes", one.votes) % {"n": one.votes}
    return " – ".join(part for part in (one.name, votes, one.percent, state) if part)


def _counts(shown):
    if shown.total is None:
        return []
    return [
        {"label": pgettext("votes", "For"), "number": shown.total.voted_for},
        {"label": pgettext("votes", "Against"), "number": shown.total.against},
        {"label": _("Abstention, blank or void"), "number": shown.total.others},
    ]
