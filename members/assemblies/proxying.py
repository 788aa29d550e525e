"""Proxies given, taken back, given back, void when the giver comes (D46); the limit holds whoever writes at once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.assemblies import emails_proxies
from members.assemblies.access import link_of
from members.assemblies.models import Answer, Presence, Proxy
from members.assemblies.models.voter import locked, record_day, why_not_voter
from members.cooperative.models import Member


def entitled(assembly):
    """The members who may vote: those listed, else those who would be listed today (D47)."""
    members = Member.objects.filter(cooperative=assembly.cooperative_id)
    if assembly.voters.exists():
        return members.filter(voters__assembly=assembly)
    return members.registered(min(record_day(assembly), timezone.localdate()))


def most_held(assembly):
    """How many proxies one member may hold in this assembly (D46)."""
    return assembly.rules_in_force.proxies_limit(entitled(assembly).count())


def with_place_left(assembly, giver):
    """The members to whom `giver` can give a proxy, with `held`, how many they hold: neither full, nor givers (D46)."""
    standing = Q(proxies_held__assembly=assembly, proxies_held__ended_at=None)
    givers = Proxy.objects.standing().filter(assembly=assembly).values("giver")
    others = entitled(assembly).exclude(pk=giver.pk).exclude(pk__in=givers)
    held = others.annotate(held=Count("proxies_held", filter=standing, distinct=True))
    return held.filter(held__lt=most_held(assembly)).order_by("family_name", "given_name", "organisation", "pk")


def standing_proxy(assembly, member):
    """The `Proxy` that `member` gave and that stands, or None."""
    return Proxy.objects.standing().for_display().filter(assembly=assembly, giver=member).first()


def held_by(assembly, member):
    """The proxies that `member` received and that stand."""
    return Proxy.objects.standing().for_display().filter(assembly=assembly, holder=member)


@transaction.atomic
def give_proxy(assembly, *, giver, holder=None, spouse="", on_paper=False, by=None, now=None):
    """Let `holder` (a `Member`) vote for `giver`; without holder nor `spouse` (a name) it is blank (D46).

    A proxy given before is replaced by this one. ValidationError says in a sentence, with the figures, why it is
    refused: to oneself, a chain, a holder who is full or does not vote, someone who is there, a closed meeting. `by` is
    who of the board recorded a paper one. Ballots already open keep their rights. Returns the `Proxy`.
    """
    now = now or timezone.now()
    assembly = locked(assembly)
    spouse = " ".join(spouse.split())[:150]
    _may_give(assembly, giver, now=now)
    if spouse and not assembly.rules_in_force.spouse_proxies:
        raise ValidationError(_("Our rules allow a proxy to another member only, not to a spouse who is no member."))
    if holder and spouse:
        raise ValidationError(_("A proxy is given to one person: a member, or a spouse."))
    if holder:
        _may_hold(assembly, holder, giver=giver)
    former = standing_proxy(assembly, giver)
    if former and (former.holder_id, former.spouse) == (holder.pk if holder else None, spouse):
        return former
    if former:
        _end(former, Proxy.Ending.REVOKED, now=now)
        _tell(emails_proxies.taken_back, former, former.holder)
    proxy = Proxy.objects.create(
        assembly=assembly, giver=giver, holder=holder, spouse=spouse, on_paper=on_paper, given_at=now, recorded_by=by
    )
    assembly.answers.update_or_create(  # nobody reminds them any more
        member=giver, defaults={"choice": Answer.Choice.PROXY, "at": now, "recorded_by": by}
    )
    _tell(emails_proxies.received, proxy, holder)
    return proxy


@transaction.atomic
def take_back(proxy, *, now=None):
    """Revoke a proxy; the ballots that are open, or over, keep it (D46). Twice is refused."""
    _stop(proxy, Proxy.Ending.REVOKED, now=now or timezone.now())
    _tell(emails_proxies.taken_back, proxy, proxy.holder)


@transaction.atomic
def decline(proxy, *, now=None):
    """Give a proxy back: who received it will not come, or does not want it; the giver is told at once."""
    _stop(proxy, Proxy.Ending.DECLINED, now=now or timezone.now())
    _tell(emails_proxies.declined, proxy, proxy.giver)


def end_of_attending(assembly, member, *, now):
    """End the proxy of a giver who comes, and tell who held it; called by the sheet, in its transaction (D46)."""
    if proxy := standing_proxy(assembly, member):
        _end(proxy, Proxy.Ending.ATTENDED, now=now)
        _tell(emails_proxies.void, proxy, proxy.holder)


def bring_back(assembly, member, *, ended_at):
    """Let a proxy stand again that a mistaken presence ended at `ended_at`, if its holder still has a place."""
    ended = Proxy.objects.for_display().filter(
        assembly=assembly, giver=member, ending=Proxy.Ending.ATTENDED, ended_at=ended_at
    )
    for proxy in ended:
        if proxy.holder is None or held_by(assembly, proxy.holder).count() < most_held(assembly):
            Proxy.objects.filter(pk=proxy.pk).update(ended_at=None, ending="")
            emails_proxies.void_unsaid(proxy)


def _tell(mail, proxy, reader):
    """Write to `reader` (a `Member`, or None: nobody) with the link that opens the assembly to them."""
    if reader is not None and reader.email:
        mail(proxy, open_url=link_of(proxy.assembly, reader))


def _may_give(assembly, giver, *, now):
    if not (assembly.is_called or assembly.is_open):
        raise ValidationError(_("A proxy is given from the notice until the end of the meeting."), code="closed")
    if why := _no_vote(assembly, giver):
        raise ValidationError(why, code="not_voter")
    if Presence.objects.of(assembly).current().filter(voter__member=giver).exists():
        raise ValidationError(
            _("%(name)s is there: they vote themselves. Mark them as gone first."), params={"name": giver}, code="there"
        )
    if received := held_by(assembly, giver).select_related("giver").first():
        raise ValidationError(
            _(
                "%(name)s holds the proxy of %(giver)s, and a proxy is not passed on: it has to be given back first, or"
                " taken back."
            ),
            params={"name": giver, "giver": received.giver},
            code="chain",
        )


def _may_hold(assembly, holder, *, giver):
    if holder.pk == giver.pk:
        raise ValidationError(_("A proxy is given to someone else."), code="oneself")
    if _no_vote(assembly, holder):
        raise ValidationError(
            _("%(name)s does not vote in this meeting: choose another member."), params={"name": holder}
        )
    if standing_proxy(assembly, holder):
        raise ValidationError(
            _("%(name)s gave a proxy to someone else, and a proxy is not passed on: choose another member."),
            params={"name": holder},
            code="chain",
        )
    _has_place(assembly, holder, giver=giver)


def _has_place(assembly, holder, *, giver):
    held, limit = held_by(assembly, holder).exclude(giver=giver).count(), most_held(assembly)
    if held >= limit:
        raise ValidationError(
            ngettext(
                "%(name)s already holds %(held)s proxy, and our rules allow %(limit)s for %(members)s members: choose"
                " someone else.",
                "%(name)s already holds %(held)s proxies, and our rules allow %(limit)s for %(members)s members: choose"
                " someone else.",
                held,
            ),
            params={"name": holder, "held": held, "limit": limit, "members": entitled(assembly).count()},
            code="full",
        )


def _no_vote(assembly, member):
    """Why `member` does not vote, "" when they do; before the list is closed, today's register answers."""
    if entitled(assembly).filter(pk=member.pk).exists():
        return ""
    return why_not_voter(assembly, member) or _("This member is not on the list of voters.")


def _stop(proxy, ending, *, now):
    assembly = locked(proxy.assembly)
    if not (assembly.is_called or assembly.is_open):
        raise ValidationError(_("The meeting is over: what was voted stands, and so does this proxy."))
    _end(proxy, ending, now=now)


def _end(proxy, ending, *, now):
    if not Proxy.objects.standing().filter(pk=proxy.pk).update(ended_at=now, ending=ending):
        raise ValidationError(_("This proxy no longer stands: look at the page again."))
    proxy.ended_at, proxy.ending = now, ending
