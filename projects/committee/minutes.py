"""The minutes of a session write themselves from what the platform knows, once its decisions are released (D31, D51).

Officers, who sat, who stood down from which file and the kind of reason (never the private words), quorum, counts
(withheld under three votes cast), outcome, reasons, conditions. The secretary completes them, the chair adopts them.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from foundation.typography import long_date
from members.minutes import LANGUAGE, empty_content, moment
from members.models import Minutes, Role
from projects.committee import letters
from projects.committee.models import Expert, Session, SessionMinutes, SessionStep, Voting
from projects.committee.models.agenda import AgendaItem

Kind = SessionStep.Kind
BODY = "committee"


@transaction.atomic
def draft(session):
    """Return the `SessionMinutes` of a released session, written now when nobody had; ValidationError before that."""
    session = Session.objects.select_for_update(of=("self",)).select_related("committee__territory").get(pk=session.pk)
    if found := SessionMinutes.objects.for_lists().filter(session=session).first():
        return found
    if not session.is_released:
        raise ValidationError(_("Minutes are written once the decisions are released."), code="early")
    day = timezone.localdate(session.starts_at)
    with override(LANGUAGE):
        minutes = Minutes.objects.create(
            territory=session.committee.territory, body=BODY, held_on=day, language=LANGUAGE,
            title=_("Expert committee, session of %(day)s") % {"day": long_date(day, language=LANGUAGE)},
            content=content_of(session),
        )  # fmt: skip
    return SessionMinutes.objects.create(session=session, minutes=minutes)


def content_of(session):
    """Return the content of `members.minutes` that the rows of `session` tell, in the language in force."""
    experts = list(Expert.objects.sitting_at(session).for_display())
    items = list(
        session.items.select_related("project", "closing__decision", "file").prefetch_related(
            "declarations__expert__person", "closing__decision__conditions__in_charge"
        )
    )
    first = dict(session.steps.filter(kind__in=(Kind.CALLED, Kind.OPENED)).order_by("-pk").values_list("kind", "at"))
    return empty_content() | {
        "body": _("Expert committee, %(territory)s") % {"territory": session.committee.territory},
        "territory": str(session.committee.territory),
        "opened": moment(min(session.starts_at, first.get(Kind.OPENED, session.starts_at))),  # voted before its hour
        "closed": moment(session.closed_at or session.closes_at),
        "place": _place(session),
        "convening": _convening(session, len(experts), first.get(Kind.CALLED)),
        "agenda": [_line(item) for item in items],
        "officers": _officers(session, experts),
        "attendance": _attendance(session, experts),
        "quorum": _quorums(items) or [_("No file was put to the vote.")],
        "documents": [
            {"name": _("Frozen copy of the file “%(name)s”") % {"name": item.project}, "mark": item.file.mark}
            for item in items
            if hasattr(item, "file") and not item.is_gone
        ],
        "decisions": [_decision(item) for item in items],
    }


def states(line):
    """Return what a line of the attendance may say, the usual one first: whoever voted did attend."""
    if line["voted"]:
        return [_("took part in the votes"), _("took part in the votes, online")]
    return [_("absence"), _("absence, with apologies"), _("attendance, without voting")]


def _place(session):
    online = _("online, until %(moment)s") % {"moment": moment(session.closes_at)}
    if session.mode == Session.Mode.ONLINE:
        return online
    return session.place if session.mode == Session.Mode.ROOM else f"{session.place} ; {online}".lstrip(" ;")


def _convening(session, number, called_at):
    if called_at is None:
        return ""
    said = ngettext(
        "Invitation by e-mail on %(moment)s, to %(n)s member of the committee.",
        "Invitation by e-mail on %(moment)s, to the %(n)s members of the committee.",
        number,
    ) % {"moment": moment(called_at), "n": number}
    again = [str(item.project) for item in session.items.standing().select_related("project") if item.second_call]
    if not again:
        return said
    return said + "\n" + _("Second call, said in the invitation: %(names)s.") % {"names": _(", ").join(again)}


def _officers(session, experts):
    """Who chaired, then who kept the secretariat: experts in office, else who holds the role (D60)."""
    chair = session.acting_chair or next((one for one in experts if one.office == Expert.Office.CHAIR), None)
    role = _("Chair, in the chair’s place") if session.acting_chair else _("Chair")
    found = [{"role": role, "name": str(chair or _held(session, Role.Kind.CHAIR))}]
    secretary = next((one for one in experts if one.office == Expert.Office.SECRETARY), None)
    found.append({"role": _("Secretary"), "name": str(secretary or _held(session, Role.Kind.SECRETARY))})
    return found


def _held(session, kind):
    day = timezone.localdate(session.starts_at)
    roles = Role.objects.in_force(day).filter(territory=session.committee.territory, kind=kind)
    role = roles.select_related("person").order_by("pk").first()
    return role.person if role else ""


def _attendance(session, experts):
    voting = set(Voting.objects.filter(item__session=session).values_list("expert", flat=True))
    lines = []
    for expert in experts:
        office = "" if expert.office == Expert.Office.NONE else expert.get_office_display()
        line = {
            "key": expert.pk,
            "name": str(expert),
            "role": office or pgettext("minutes", "expert"),
            "voted": expert.pk in voting,
        }
        lines.append(line | {"state": states(line)[0]})
    return lines


def _line(item):
    said = str(item.project)
    if item.status == AgendaItem.Status.WITHDRAWN:
        return _("%(name)s (withdrawn)") % {"name": said}
    if item.status == AgendaItem.Status.CARRIED:
        return _("%(name)s (carried over to another session)") % {"name": said}
    return _("%(name)s (second call)") % {"name": said} if item.second_call else said


def _counted(item):
    return hasattr(item, "closing")


def _quorums(items):
    """File by file, who voted out of who could: the first of the reasons; the others say what the votes decide."""
    return [f"{item.project} – {item.closing.reasons[0].sentence}" for item in items if _counted(item)]


def _decision(item):
    said = {
        "key": item.pk, "title": str(item.project), "outcome": "", "lines": [], "counts": [], "note": "",
        "conditions": [], "remarks": "",
    }  # fmt: skip
    if not _counted(item):
        return said | {"outcome": _("Not put to the vote: %(line)s") % {"line": _line(item)}}
    closing, label, term = item.closing, letters.label_of(item.closing.outcome), letters.term_of(item.closing.outcome)
    outcome = label[:1].upper() + label[1:]
    counts, note = _counts(closing)
    decision = closing.decision
    lines = [
        {"label": _("Recusals"), "text": _recusals(item)},
        {"label": _("What the votes say"), "text": "\n".join(reason.sentence for reason in closing.reasons[1:])},
    ]
    if decision:
        lines += [
            {"label": _("Reasons"), "text": decision.reasons},
            {"label": _("Strengths"), "text": decision.strengths},
            {"label": _("Points to work on"), "text": decision.to_work_on},
            {"label": _("Next step"), "text": decision.next_step},
        ]
    return said | {
        "outcome": _("%(outcome)s (%(term)s)") % {"outcome": outcome, "term": term} if term else outcome,
        "lines": [line for line in lines if line["text"]],
        "counts": counts,
        "note": note,
        "conditions": [_condition(one) for one in decision.conditions.all()] if decision else [],
    }


def _counts(closing):
    """Return (counts to write, why there is none): see `Closing.may_show_counts` (D31)."""
    counts = [{"label": label, "number": number} for label, _term, number in letters.counted(closing)]
    if counts:
        return counts, ""
    if closing.decision is None:
        return [], _("Nothing was decided: the numbers of each answer are not given, so that votes stay secret.")
    return [], _("Fewer than three votes cast: their numbers are not given, so that votes stay secret.")


def _recusals(item):
    """Who stood down, with the kind of reason alone: the words said to the chair stay with the chair (D25)."""
    found = sorted(one for one in map(_recusal, item.declarations.all()) if one)
    return "\n".join(found)


def _recusal(declaration):
    if not declaration.is_recusal:
        return ""
    words = {"name": declaration.expert, "reason": declaration.get_reason_display()}
    if declaration.by_chair:
        return _("%(name)s, set aside by the chair (%(reason)s)") % words
    return _("%(name)s (%(reason)s)") % words


def _condition(one):
    said = [one.text, _("Before %(day)s") % {"day": long_date(one.due_on, language=LANGUAGE)}]
    if one.expected_proof:
        said.append(_("Proof expected: %(proof)s") % {"proof": one.expected_proof})
    if one.who:
        said.append(_("Who looks after it: %(who)s") % {"who": one.who})
    return "\n".join(said)
