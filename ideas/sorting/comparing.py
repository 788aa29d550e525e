"""The search for ideas that look alike: compared outside of any transaction, written by batches (D17)."""

from django.db import transaction
from django.utils import timezone

from foundation import jobs
from ideas.models import Idea
from ideas.sorting import similar
from ideas.sorting.models import AlikeGroup, AlikeIdea, AlikeRun, Refusal
from ideas.sorting.models.alike import KIND

BATCH = 50  # groups written in one transaction: a few hundredths of a second
MOST_NEAR = 400  # ideas of an evening compared while a page waits: under half a second
TEXTS = ("pk", "title", "need", "solution")


@jobs.kind(KIND)
def compare(lease):
    """Propose groups over the scope of an `AlikeRun`; begun again after a crash, it throws away what it had written.

    What waited from an earlier search of these ideas is replaced; what the team decided stays, and a refused pair is
    never proposed again.
    """
    run = AlikeRun.objects.select_related("territory", "event").get(pk=lease.subject)
    texts = [similar.Text(*row) for row in run.scope.order_by("pk").values_list(*TEXTS).iterator()]
    refused = set(Refusal.objects.filter(low__territory=run.territory_id).values_list("low", "high"))
    total = len(texts)

    def hold(done):
        with transaction.atomic():
            lease.advance(done=done, total=total)

    hold(0)
    groups = similar.groups(texts, refused=refused, watch=hold)
    forget_waiting(run, lease=lease, total=total)
    for start in range(0, len(groups), BATCH):
        with transaction.atomic():
            lease.advance(done=total, total=total)
            _write(run, groups[start : start + BATCH])
        jobs.breathe()
    with transaction.atomic():
        lease.advance(done=total, total=total)
        written = {"ideas": total, "found": len(groups), "finished_at": timezone.now()}
        AlikeRun.objects.filter(pk=run.pk).update(**written)


def forget_waiting(run, *, lease, total):
    """Throw away, by batches, what was proposed and not decided among the ideas that `run` compared."""
    scope = {"run__event": run.event} if run.event_id else {}
    waiting = AlikeGroup.objects.waiting().filter(run__territory=run.territory_id, **scope).order_by("pk")
    while keys := list(waiting.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            lease.advance(done=total, total=total)
            AlikeGroup.objects.filter(pk__in=keys).delete()
        jobs.breathe()


def near(idea, *, limit=3):
    """Return at most `limit` [(idea, score out of 100, shared words)] that look like `idea`, the best first.

    From the last search when it proposed something, else compared now with the newest ideas of its evening. Refused
    pairs and ideas that were merged or withdrawn are left out.
    """
    rows = AlikeIdea.objects.filter(group__in=AlikeGroup.objects.proposed().filter(members__idea=idea.pk))
    kept = rows.present().exclude(idea=idea.pk).select_related("idea", "group").order_by("-group__score", "pk")
    found = [(row.idea, row.group.score, row.group.words.split(" · ")) for row in kept[:limit]]
    return found or _compare_now(idea, limit)


def _compare_now(idea, limit):
    alone = Idea.objects.standing().filter(event=idea.event_id, merged_into=None).exclude(pk=idea.pk)
    others = [similar.Text(*row) for row in alone.order_by("-pk").values_list(*TEXTS)[:MOST_NEAR]]
    text = similar.Text(idea.pk, idea.title, idea.need, idea.solution)
    pairs = similar.near(text, others, limit=limit, refused=Refusal.of(idea))
    other_of = {pair: pair.high if pair.low == idea.pk else pair.low for pair in pairs}
    ideas = Idea.objects.in_bulk(list(other_of.values()))
    return [(ideas[other], round(pair.score * 100), list(pair.words)) for pair, other in other_of.items()]


def _write(run, groups):
    rows = [AlikeGroup(run=run, score=round(group.score * 100), words=_words(group.words)) for group in groups]
    rows = AlikeGroup.objects.bulk_create(rows)
    members = [AlikeIdea(group=row, idea_id=key) for row, group in zip(rows, groups, strict=True) for key in group.keys]
    # An idea erased since it was read takes its place with it.
    there = set(Idea.objects.filter(pk__in=[one.idea_id for one in members]).values_list("pk", flat=True))
    AlikeIdea.objects.bulk_create([one for one in members if one.idea_id in there])


def _words(words):
    return " · ".join(words)[:200].rpartition(" · ")[0] if len(" · ".join(words)) > 200 else " · ".join(words)
