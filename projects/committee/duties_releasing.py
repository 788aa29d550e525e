"""What the messages of a session leave to people: a call to make, letters to print (D33, D63)."""

from datetime import timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.duties import Duty
from projects.committee.models import Call, PaperLetter, Session

MOST = 10  # of each kind: the page of the session has the others
POST = timedelta(days=2)  # a letter leaves soon after the mails, or a neighbour tells its news


def duties(person, now):
    """Calls asked to `person` by name; letters of the committees that they keep."""
    calls = Call.objects.to_make().of_idle().of_keeper(person).for_display()
    for call in calls.select_related("session__committee__territory")[:MOST]:
        why = _("Nothing declared, read or voted two days before the end: a call is worth more than a mail.")
        page = reverse("committee:session_messages", args=[call.session_id])
        title = _("Call %(name)s") % {"name": call.expert}
        territory = call.session.committee.territory.name
        yield Duty(call.session.closes_at, title, why, page, _("See the number"), territory=territory)
    waiting = PaperLetter.objects.waiting().filter(item__session__in=Session.objects.kept_by(person))
    piles = waiting.order_by("item__session").values(
        "item__session", "item__session__release__at", "item__session__committee__territory__name"
    )
    for pile in piles.annotate(count=Count("pk"))[:MOST]:
        count, day = pile["count"], timezone.localdate(pile["item__session__release__at"]) + POST
        title = ngettext("Print the committee’s letter", "Print the committee’s %(n)s letters", count) % {"n": count}
        why = _("Their readers have no e-mail, and the other answers have left.")
        page = reverse("committee:paper", args=[pile["item__session"]])
        territory = pile["item__session__committee__territory__name"]
        yield Duty(day, title, why, page, _("Print"), territory=territory)
