"""What projects that seek a bearer wait for, for « à faire »: the team's proposals, the leads' answers (D22)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ideas.groups.models import Membership
from members.duties import Duty
from members.models import Territory
from projects.models import Introduction, Listing, to_propose

MOST = 10  # lines of each kind
MOST_TERRITORIES = 10


def duties(person, now):
    """Projects to propose for the list; people who wait for an answer; listings about to leave."""
    for territory in Territory.objects.managed_by(person)[:MOST_TERRITORIES]:
        count = to_propose(territory, now=now).count()
        if count:
            said = ngettext("Say that %(n)s project seeks someone", "Say that %(n)s projects seek someone", count) % {
                "n": count
            }
            why = _("Nobody has borne it for a long time: write with its group what it looks for.")
            yield Duty(None, said, why, reverse("projects:team_seeking"), _("Look"), territory=territory.name)
    led = Membership.objects.of_person(person).present().filter(is_lead=True).values("group")
    waiting = Introduction.objects.waiting().filter(listing__project__group__in=led).for_pages()
    for one in waiting.order_by("answer_by", "pk")[:MOST]:
        said = _("Answer %(name)s, who wrote to “%(project)s”") % {"name": one.given_name, "project": one.project}
        url = f"{reverse('projects:listing', args=[one.project.slug])}#message-{one.pk}"
        why = _("Yes or not this time: this person waits.")
        yield Duty(one.answer_by, said, why, url, pgettext("button", "Answer"), territory=one.project.territory.name)
    asked = Listing.objects.public(now).filter(project__group__in=led, asked_on__isnull=False).for_cards()
    for listing in asked.order_by("expires_on", "pk")[:MOST]:
        said = _("Say whether “%(project)s” still seeks someone") % {"project": listing.project}
        url = reverse("projects:listing", args=[listing.project.slug])
        why = _("Without an answer it leaves the list.")
        yield Duty(
            listing.expires_on, said, why, url, pgettext("listing", "Confirm"), territory=listing.project.territory.name
        )
