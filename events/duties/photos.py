"""What organisers have to do about photos, during an evening and long after it."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events.models import Event, PhotoRemoval
from members.duties import Duty

MOST_EVENINGS = 10


def duties(person, now):
    """One line per evening where someone asked for a photo to go; it is hidden until the answer."""
    asked = PhotoRemoval.objects.open().filter(photo__event__in=Event.objects.managed_by(person))
    rows = asked.order_by().values("photo__event__slug", "photo__event__brand")
    for row in rows.annotate(count=Count("pk"), oldest=Min("at")).order_by("oldest")[:MOST_EVENINGS]:
        said = ngettext("%(n)s photo to remove or not", "%(n)s photos to remove or not", row["count"])
        why = _("%(event)s: someone asked; the photo is hidden until you answer.") % {
            "event": row["photo__event__brand"]
        }
        url = f"{reverse('events:photo_list', args=[row['photo__event__slug']])}?vue=demandes"
        yield Duty(
            timezone.localdate(row["oldest"]), said % {"n": row["count"]}, why, url, pgettext("button", "Answer")
        )
