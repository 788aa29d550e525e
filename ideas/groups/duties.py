"""What groups wait for, for « à faire »: their leads', and the team's."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ideas.groups.models import Entry, Membership, WorkingGroup
from members.duties import Duty

MOST = 10  # lines of each kind


def duties(person, now):
    """Requests that wait for a lead, groups asked whether they live; for the team, help asked and groups unled."""
    yield from _of_lead(person)
    if person.is_organiser:
        yield from _of_team(person, now)


def _of_lead(person):
    led = Membership.objects.of_person(person).present().filter(is_lead=True).values("group")
    groups = WorkingGroup.objects.standing().filter(pk__in=led).with_requests().select_related("territory")
    for group in groups.order_by("pk")[:MOST]:
        names = {"territory": group.territory.name}
        if group.request_count:
            said = ngettext("%(n)s person asks to join", "%(n)s people ask to join", group.request_count)
            why = _("“%(group)s”: an answer, even a short one, within the week.") % {"group": group}
            url = f"{group.get_absolute_url()}#demandes"
            day = timezone.localdate(group.oldest_request)
            yield Duty(day, said % {"n": group.request_count}, why, url, pgettext("button", "Answer"), **names)
        if group.is_asked:
            said = _("Say whether “%(group)s” is alive") % {"group": group}
            why = _("Nothing has happened in it for a long time; without an answer it falls asleep.")
            url = reverse("groups:alive", args=[group.slug])
            yield Duty(timezone.localdate(group.asked_at), said, why, url, pgettext("button", "Answer"), **names)


def _of_team(person, now):
    managed = WorkingGroup.objects.managed_by(person).select_related("territory")
    for group in managed.wanting_help().order_by("help_at", "pk")[:MOST]:
        said = _("Help the group “%(group)s”, which asks for it") % {"group": group}
        why = _("Call who leads it, or a member.")
        url = f"{reverse('groups:team_list')}?vue=aide"
        day = timezone.localdate(group.help_at)
        yield Duty(day, said, why, url, _("Get in touch"), territory=group.territory.name)
    unled = managed.standing().leaderless().count()
    if unled:
        said = ngettext("%(n)s group has nobody to lead it", "%(n)s groups have nobody to lead them", unled)
        why = _("Propose the lead to a member, or call them.")
        yield Duty(None, said % {"n": unled}, why, f"{reverse('groups:team_list')}?vue=sans-animation", _("Look"))
    waiting = Entry.objects.asked().filter(group__in=managed.standing().leaderless()).count() if unled else 0
    if waiting:
        said = ngettext("%(n)s person asks to join a group that nobody leads",
                        "%(n)s people ask to join groups that nobody leads", waiting)  # fmt: skip
        why = _("The team answers in the group’s place.")
        url = f"{reverse('groups:team_list')}?vue=sans-animation"
        yield Duty(timezone.localdate(now), said % {"n": waiting}, why, url, pgettext("button", "Answer"))
