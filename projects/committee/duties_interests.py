"""What experts have to do, for « à faire »: the undertaking, their list of links, the files to judge (D25, D33)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from members.duties import Duty
from projects.committee.models import Committee, Expert, InterestsConfirmation, Session, Undertaking
from projects.committee.models.committee import KEEPING
from projects.committee.models.interest import CONFIRMED_FOR
from projects.committee.standing import SessionStanding

MOST_SEATS = 5  # committees of one person
MOST_SESSIONS = 5
MOST_REFUSALS = 5


def duties(person, now):
    """For each seat of `person`: the undertaking, the yearly confirmation, one line per session with files to do.

    Who keeps a committee is told of an undertaking refused: no file opens to that person, and the quorum counts them.
    """
    if person.has_role(*KEEPING):
        yield from _refusals(person)
    seats = Expert.objects.in_term().filter(person=person).select_related("committee__territory").order_by("pk")
    for expert in seats[:MOST_SEATS]:
        yield from _of_seat(expert, now)
        sessions = Session.objects.going_on().filter(committee=expert.committee_id).order_by("closes_at", "pk")
        for session in sessions[:MOST_SESSIONS]:
            yield from _of_session(expert, session)


def _refusals(person):
    kept = Committee.objects.kept_by(person)
    rows = Undertaking.objects.refused().filter(expert__committee__in=kept, expert__in=Expert.objects.in_term())
    for row in rows.select_related("expert__person", "expert__committee__territory")[:MOST_REFUSALS]:
        said = _("Call %(name)s, who refused the undertaking of confidentiality") % {"name": row.expert}
        why = _("No file opens to them, and the quorum counts them: a word, or the end of the term.")
        territory = row.expert.committee.territory
        yield Duty(
            None, said, why, reverse("committee:members", args=[territory.slug]), _("Open"), territory=territory.name
        )


def _of_seat(expert, now):
    territory = expert.committee.territory.name
    if not Undertaking.objects.today().filter(expert=expert).exists():
        said, why = _("Read your undertaking of confidentiality"), _("No file opens to you before it.")
        url = reverse("committee:undertaking", args=[expert.pk])
        yield Duty(None, said, why, url, pgettext("button of a file", "Read"), territory=territory)
    if InterestsConfirmation.objects.experts_due(now).filter(pk=expert.pk).exists():
        last = InterestsConfirmation.objects.last_by_expert([expert.pk]).get(expert.pk)
        said, why = _("Confirm what links you to structures and people"), _("Once a year: it takes two minutes.")
        url = reverse("committee:interests", args=[expert.pk])
        yield Duty(last and last + CONFIRMED_FOR, said, why, url, _("Open"), territory=territory)


def _of_session(expert, session):
    count = next((count for one, count in SessionStanding(session).idle() if one == expert), 0)
    if not count:
        return
    said = ngettext("Expert committee: a file waits for you", "Expert committee: %(n)s files wait for you", count)
    why = _("Declare your links, read, give your opinion, vote: all from a phone.")
    url = reverse("committee:my_files", args=[session.pk])
    territory = expert.committee.territory.name
    yield Duty(session.closes_at, said % {"n": count}, why, url, _("Open"), territory=territory)
