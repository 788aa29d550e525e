"""What organisers have to do about the evening itself, for « à faire »."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event
from foundation.clocks import same_hour
from members.duties import Duty

AHEAD = timedelta(days=3)  # a certificate or a mail provider is not set up in an hour


def duties(person, now):
    """« Check the room », the day before each evening that `person` organises, announced some days ahead."""
    near = Event.objects.managed_by(person).living().filter(starts_at__gt=now, starts_at__lte=now + AHEAD)
    for event in near.select_related("territory").order_by("starts_at", "pk"):
        yield Duty(
            timezone.localdate(same_hour(event.starts_at, days=-1)),
            _("Check the room: %(event)s") % {"event": event},
            _("Address, codes, mails, printing, backup: everything is tried in one click, while it can be mended."),
            reverse("evening:checks", args=[event.slug]),
            _("Check the room"),
            evening=str(event),
            territory=str(event.territory),
        )
