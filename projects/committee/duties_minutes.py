"""Minutes that wait, for « à faire »: the secretary completes the draft, the chair adopts it (D31, D51)."""

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from foundation.typography import plain_date
from members.duties import Duty
from projects.committee.models import Committee, SessionMinutes

MOST = 10  # drafts of one person


def duties(person, now):
    """One line per draft of the committees that `person` keeps, the oldest session first."""
    kept = Committee.objects.kept_by(person)
    chaired = set(Committee.objects.chaired_by(person).values_list("pk", flat=True))
    drafts = SessionMinutes.objects.drafts().filter(session__committee__in=kept).for_lists()
    for one in drafts.order_by("minutes__held_on", "pk")[:MOST]:
        words = {"day": plain_date(one.minutes.held_on, language=get_language() or "fr")}
        if one.session.committee_id in chaired:
            title = _("Adopt the minutes of the session of %(day)s") % words
            why = _("They are written; once adopted, they receive their number and never change.")
        else:
            title = _("Complete the minutes of the session of %(day)s") % words
            why = _("They wrote themselves: add what was said, and who sent apologies.")
        territory = one.session.committee.territory.name
        yield Duty(
            None,
            title,
            why,
            reverse("committee:minutes", args=[one.session_id]),
            pgettext("button of a file", "Read"),
            territory=territory,
        )
