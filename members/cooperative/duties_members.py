"""What a member has to do: people who wait for an answer, a delegate to confirm after a year (D41)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from members.cooperative.belonging import memberships_today
from members.cooperative.models import Introduction, delegate_due
from members.duties import Duty

MOST = 5


def duties(person, now):
    """Introductions that wait for `person`'s answer; structures whose delegate is the same for a year."""
    members, today = memberships_today(person), timezone.localdate(now)
    if not members:  # nearly everybody
        return
    waiting = Introduction.objects.asked_of(members).waiting().for_display()
    for one in waiting.order_by("at", "pk")[:MOST]:
        said = _("Answer %(name)s, who would like to be put in touch with you") % {"name": one.name}
        url = reverse("cooperative:introduction", args=[one.pk])
        why = _("Yes, or not for now: nothing of you is given before you say so.")
        place = one.asked.cooperative.territory.name
        yield Duty(one.answer_by, said, why, url, pgettext("button", "Answer"), territory=place)
    for member in members:
        if delegate_due(member, today=today):
            said = _("Say whether you still vote for %(structure)s") % {"structure": member}
            why = _("Once a year: the delegate of a structure is confirmed, or another is named.")
            url = f"{reverse('cooperative:members_space')}?pour={member.pk}#qui"
            place = member.cooperative.territory.name
            yield Duty(None, said, why, url, pgettext("delegate", "Say so"), territory=place)
