"""Two assemblies of the cooperative: last season's, announced and written; today's, in session, whose vote is open.

Who comes, who votes from afar and who gave a proxy is the same for both: 34, 6 and 9 of 73, which make the 49 votes of
the example of D49. Nobody real votes here.
"""

from collections import defaultdict
from datetime import datetime, time, timedelta

from django.utils import timezone

from config.demonstration import files
from foundation.models import Job
from members.assemblies import (
    answering,
    calling,
    closing,
    noticing,
    planning,
    proxying,
    resulting,
    sheet,
    sitting,
    voting,
)
from members.assemblies import minutes as writing
from members.assemblies.models import Answer, Assembly, Presence
from members.assemblies.models.urn import NAMES
from members.minutes import adopt

CHAIR, SECRETARY, VOTER = "monique.lacroix@example.org", "sarah.poncet@example.org", "denise.pernot@example.org"
NOTICE = timedelta(days=20)
ANSWERS = {
    "present": Answer.Choice.COMING,
    "remote": Answer.Choice.REMOTE,
    "proxy": Answer.Choice.PROXY,
}


def load(cooperative, told, *, by, now):
    """Hold the past assembly to its minutes, and today's up to the vote that is open."""
    people = {_key(member): member for member in cooperative.members.registered()}
    ways = defaultdict(list)
    for row in files.rows("cooperative_members"):
        ways[row["presence"]].append(people[row["organisation"] or f"{row['given_name']} {row['family_name']}"])
    _hold_past(cooperative, told["past"], ways, by=by, now=now)
    _hold_current(cooperative, told["current"], ways, by=by, now=now)
    Job.objects.filter(kind=noticing.JOB).delete()  # its letters and mails left weeks ago


def move_to_today(*, now):
    """Keep the assembly in session today's, whichever day the platform is started again."""
    for one in Assembly.objects.in_session().filter(starts_at__lt=now - timedelta(hours=12)):
        Assembly.objects.filter(pk=one.pk).update(starts_at=_an_hour_ago(now), opened_at=_an_hour_ago(now))


def _hold_past(cooperative, row, ways, *, by, now):
    day = timezone.localdate(now) - timedelta(days=row["days"])
    starts_at = timezone.make_aware(datetime.combine(day, time(row["hour"])))
    assembly = _open(cooperative, row, ways, starts_at=starts_at, by=by)
    for minute, (one, resolution) in enumerate(zip(row["resolutions"], assembly.resolutions.all(), strict=True)):
        at = starts_at + timedelta(minutes=40 + 15 * minute)
        voting.open_ballot(resolution, by=by, now=at)
        _vote(resolution, one, now=at + timedelta(minutes=5))
        _announce(resolution, by=by, now=at + timedelta(minutes=10))
    sitting.close_assembly(assembly, by=by, now=starts_at + timedelta(hours=2))
    _write(assembly, by=by, now=starts_at + timedelta(days=3))


def _hold_current(cooperative, row, ways, *, by, now):
    """One resolution announced, one whose vote is open: Denise and those who are far have not voted yet."""
    assembly = _open(cooperative, row, ways, starts_at=_an_hour_ago(now), by=by)
    for one in row["questions"]:
        question = answering.ask(
            assembly, cooperative.members.get(email=one["by"]), text=one["text"], now=now - timedelta(days=6)
        )
        if one["answer"]:
            answering.reply(question, answer=one["answer"], by=by, now=now - timedelta(days=3))
    first, second = assembly.resolutions.all()[:2]
    voting.open_ballot(first, by=by, now=now - timedelta(minutes=40))
    _vote(first, row["resolutions"][0], now=now - timedelta(minutes=35))
    _announce(first, by=by, now=now - timedelta(minutes=30))
    voting.open_ballot(second, by=by, now=now - timedelta(minutes=5))
    _vote(second, row["resolutions"][1], now=now - timedelta(minutes=3), but=VOTER)


def _open(cooperative, row, ways, *, starts_at, by):
    """Plan an assembly, call it, hear who comes, open it with its sheet and its proxies."""
    called = starts_at - NOTICE
    values = {name: row[name] for name in ("kind", "place", "agenda", "words")}
    assembly = planning.plan(cooperative, by=by, now=called, starts_at=starts_at, **values)
    for one in row["resolutions"]:
        written = {name: one[name] for name in planning.RESOLUTION_FIELDS if name in one}
        planning.write_resolution(assembly, values=written, candidates=one.get("candidates", {}), by=by, now=called)
    calling.call(assembly, by=by, now=called)
    for notice in assembly.notices.by_mail().waiting():
        noticing.mark_sent(notice, at=called + timedelta(minutes=3))
    noticing.mark_posted(assembly, assembly.notices.all(), on=timezone.localdate(called), by=by, now=called)
    for way, choice in ANSWERS.items():
        for member in ways[way]:
            answering.answer(assembly, member, choice=choice, now=called + timedelta(days=4))
    holders = [member for member in ways["present"] if member.email != CHAIR]
    for giver, holder in zip(ways["proxy"], [*(one for one in holders if one.email == VOTER), *holders], strict=False):
        proxying.give_proxy(
            assembly,
            giver=giver,
            holder=holder,
            on_paper=not giver.email,
            by=None if giver.email else by,
            now=called + timedelta(days=5),
        )
    chair, secretary = (cooperative.members.get(email=email) for email in (CHAIR, SECRETARY))
    sitting.open_assembly(assembly, chair=chair, secretary=secretary, by=by, now=starts_at)
    for way in (Presence.Mode.PRESENT, Presence.Mode.REMOTE):
        for voter in assembly.voters.filter(member__in=ways[way]):
            sheet.arrive(voter, mode=way, by=by, now=starts_at)
    return assembly


def _vote(resolution, row, *, now, but=None):
    """Give each right its choice, so that colleges come to the figures of `row`; `but` who has not voted yet."""
    ballots = defaultdict(dict)
    for right, choice in zip(*_choices(resolution, row), strict=True):
        if choice:
            ballots[right.holder or right.voter][right.pk] = choice
    for voter, choices in ballots.items():
        if voter.member.email != but:
            voting.cast(resolution, voter=voter, choices=choices, now=now)


def _choices(resolution, row):
    rights = sorted(resolution.rights.for_display(), key=lambda right: (right.voter.college.rank, right.pk))
    if "names" in row:
        return rights, [_named(resolution, row["names"], place, of=len(rights)) for place in range(len(rights))]
    said = []
    for college, (voted_for, against) in enumerate(row["votes"]):
        of_college = sum(right.voter.college.rank == college for right in rights)
        said += ["for"] * voted_for + ["against"] * against + [""] * (of_college - voted_for - against)
    return rights, said


def _named(resolution, numbers, place, *, of):
    """The names on one ballot, such that candidates come near `numbers`; whoever would name too many drops one."""
    candidates = zip(resolution.candidates.all(), numbers, strict=True)
    chosen = [one.pk for rank, (one, number) in enumerate(candidates) if (11 * place + 17 * rank) % of < number]
    if len(chosen) > resolution.seats:
        chosen.pop(place % len(chosen))
    return NAMES + ",".join(map(str, sorted(chosen))) if chosen else "blank"


def _announce(resolution, *, by, now):
    closing.close_ballot(resolution, by=by, now=now)
    resulting.announce(resolution, by=by, now=now)


def _write(assembly, *, by, now):
    kept = writing.draft(assembly)
    how = "Adopté par le bureau de l’assemblée."
    adopt(kept, by=by, how=how, version=kept.minutes.version, now=now)


def _an_hour_ago(now):
    return (now - timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)


def _key(member):
    return member.organisation or f"{member.given_name} {member.family_name}"
