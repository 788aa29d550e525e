"""The expert committee: nine invented experts, a session of last season with its decisions, one whose vote is open.

Everything goes through the committee's own verbs, at dates of the past; nobody real sits, votes or bears anything here.
"""

import json
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from foundation.models import Job
from members.minutes import adopt
from projects import decided, sentences
from projects.committee import (
    agenda,
    appointing,
    asking,
    closing,
    declaring,
    holding,
    lifting,
    minutes,
    opining,
    proposing,
    reading,
    releasing,
)
from projects.committee.criteria import Criterion
from projects.committee.models import InterestsConfirmation, Session, StandingInterest, Undertaking
from projects.committee.models.vote import cast_vote
from projects.models import Project, Stage
from projects.models.condition import write_conditions

PAST = timedelta(days=95)
CONTACT = "Samir Lacroix, secrétaire du comité, 06\u00a039\u00a098\u00a000\u00a006"
OPENED, LASTS = timedelta(days=2), timedelta(days=4)  # of the vote that is open


def load(territory, *, by, now):
    """Found the committee of `territory` and hold both sessions."""
    told = json.loads(Path(__file__).with_name("committee.json").read_text())
    committee = appointing.found_committee(territory, by=by)
    type(committee).objects.filter(pk=committee.pk).update(
        contact="Samir Lacroix, secrétaire du comité, 06\u00a039\u00a098\u00a000\u00a006"
    )
    committee.refresh_from_db()
    experts = _seat(committee, told["experts"], by=by, now=now)
    chair = experts[told["experts"][0]["email"]].person
    _hold_past(committee, told["past"], experts, chair=chair, now=now - PAST)
    _hold_current(committee, told, experts, chair=chair, now=now)
    Job.objects.filter(kind=releasing.JOB).delete()  # its letters left three months ago


def move_to_today(*, now):
    """Keep the open vote open: a session that would close within a day closes in two days again."""
    starts_at = _at(now - OPENED, 18)
    ending = Session.objects.due_to_close(now + timedelta(days=1))
    ending.update(starts_at=starts_at, closes_at=starts_at + LASTS)


def _seat(committee, rows, *, by, now):
    """Appoint the experts a year ago, who undertook and said their links; return them by address."""
    experts, since = {}, timezone.localdate(now) - timedelta(days=370)
    for row in rows:
        names = {"given_name": row["given_name"], "family_name": row["family_name"]}
        expert = appointing.appoint(
            committee, row["email"], names=names, employer=row["employer"], since=since, by=by, now=now
        )
        if row.get("office"):
            appointing.give_office(expert, row["office"], by=by)
        Undertaking.objects.answer(expert, accepted=True, now=now - PAST - timedelta(days=20))
        InterestsConfirmation.objects.confirm(expert, now=now - PAST - timedelta(days=20))
        experts[row["email"]] = expert
    bank = experts["solange.vernier@example.org"]
    StandingInterest.objects.note(
        bank, kind=StandingInterest.Kind.EMPLOYER, name=bank.employer, words="J’y suis directrice d’agence.", now=now
    )
    return experts


def _hold_past(committee, rows, experts, *, chair, now):
    """A session in the room: called, voted, written, released."""
    starts_at = _at(now, 18)
    session = holding.plan(
        committee, mode=Session.Mode.ROOM, starts_at=starts_at, closes_at=starts_at + timedelta(hours=3),
        place="Salle des Salines, Lons-le-Saunier", by=chair, now=starts_at - timedelta(days=20),
    )  # fmt: skip
    items = [_list(session, row, by=chair, now=starts_at - timedelta(days=12)) for row in rows]
    holding.call(session, by=chair, now=starts_at - timedelta(days=7))
    for item in items:
        for expert in experts.values():
            _read(item, expert, now=starts_at - timedelta(days=5))
    holding.open_votes(session, by=chair, now=starts_at)
    for item, row in zip(items, rows, strict=True):
        choices = [choice for choice, number in row["votes"].items() for _one in range(number)]
        for expert, choice in zip(experts.values(), choices, strict=False):
            cast_vote(item, expert, choice=choice, now=starts_at + timedelta(hours=1))
    closing.close_session(session, by=chair, now=starts_at + timedelta(hours=2))
    day_after = _at(starts_at + timedelta(days=1), 9)
    for item, row in zip(items, rows, strict=True):
        _write(item, row, chair=chair, now=day_after)
    releasing.release(session, by=chair, now=day_after + timedelta(days=2))
    kept = minutes.draft(session)
    adopt(kept, by=chair, how="Adopté à la fin de la séance.", version=kept.minutes.version, now=day_after)
    for item, row in zip(items, rows, strict=True):
        _follow(item.project, row, chair=chair, now=day_after + timedelta(days=9))


def _write(item, row, *, chair, now):
    decision = item.closing.decision
    said = {name: row.get(name, "") for name in ("reasons", "strengths", "to_work_on", "next_step")}
    decision.write(by=chair, version=decision.version, contact=item.session.committee.contact, **said)
    wanted = [
        {
            "text": one["text"],
            "expected_proof": one["proof"],
            "due_on": timezone.localdate(now) + timedelta(days=110 if "sent" in one else 60),
            "in_charge": item.project.bearer.membership,
        }
        for one in row.get("conditions", [])
    ]
    if wanted:
        write_conditions(decision, wanted, by=chair)
    decision.confirm(by=chair, now=now)


def _follow(project, row, *, chair, now):
    """What became of it since: accompanied at once, or its conditions answered."""
    project.refresh_from_db()
    if project.favourable and not project.open_conditions:
        decided.accompany(project, by=chair, now=now)
    for condition, told in zip(project.decisions.get().conditions.in_order(), row.get("conditions", []), strict=True):
        lifting.send_proof(condition, words=told.get("sent") or told["proof"], membership=project.bearer.membership)
        if "lifted" in told:
            lifting.accept(condition, by=chair, words=told["lifted"])


def _hold_current(committee, told, experts, *, chair, now):
    """A session online and in the room, whose vote opened two days ago and closes in two days."""
    starts_at = _at(now - OPENED, 18)
    session = holding.plan(
        committee, mode=Session.Mode.BOTH, starts_at=starts_at, closes_at=starts_at + LASTS,
        place="Salle des Salines, Lons-le-Saunier", by=chair, now=starts_at - timedelta(days=21),
    )  # fmt: skip
    rows = told["current"]
    items = {row["project"]: _list(session, row, by=chair, now=starts_at - timedelta(days=11)) for row in rows}
    holding.call(session, by=chair, now=starts_at - timedelta(days=7))
    for row in rows:
        _give(items[row["project"]], row, experts, now=starts_at - timedelta(days=3))
    for row in told["questions"]:
        item = items[row["project"]]
        question = asking.ask(item, expert=experts[row["by"]], text=row["text"], now=starts_at - timedelta(days=4))
        if row["answer"]:
            bearer = item.project.bearer.membership
            asking.answer(question, text=row["answer"], membership=bearer, now=starts_at - timedelta(days=2))
    holding.open_votes(session, by=chair, now=starts_at)
    for row in rows:
        for email, choice in row["votes"].items():
            cast_vote(items[row["project"]], experts[email], choice=choice, now=starts_at + timedelta(hours=20))


def _give(item, row, experts, *, now):
    """Who stood down, who said that nothing links them, and the opinions written before the vote."""
    for email, (reason, words) in row.get("recused", {}).items():
        expert = experts[email]
        declaring.recuse(item, expert, reason=reason, words=words, by=expert.person, now=now)
    for email in {*row["votes"], *row["opinions"]}:
        _read(item, experts[email], now=now)
    for email, written in row["opinions"].items():
        typed = {f"score-{one.value}": note for one, note in zip(Criterion, written["scores"], strict=True)}
        typed |= {"comment": written["comment"], "private_comment": written["private"]}
        opining.save(item, experts[email], typed, bases={}, now=now)


def _read(item, expert, *, now):
    """Nothing links this expert to the file, which is then read."""
    declaring.declare_free(item, expert, words="Rien ne nous lie.", now=now)
    reading.note(item.file, expert=expert, person=expert.person, now=now)


def _list(session, row, *, by, now):
    """Put a file on the agenda, once its group agreed to show it."""
    project = Project.objects.get(name=row["project"])
    bearer = project.bearer.membership
    for key, _text in sentences.wording(project.territory, Stage.IN_COMMITTEE):
        sentences.agree(project, Stage.IN_COMMITTEE, key, membership=bearer)
    proposing.propose(project, membership=bearer, now=now)
    return agenda.add_item(session, project, by=by, minutes=row["minutes"], now=now)


def _at(moment, hour):
    return timezone.make_aware(datetime.combine(timezone.localdate(moment), time(hour)))
