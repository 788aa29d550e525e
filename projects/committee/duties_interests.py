"""What experts have to do, for « à faire »: the undertaking, their list of links, the files to judge (D25, D33)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from members.duties import Duty
from projects.committee.models import Committee, Expert, InterestsConfirmation, Session, Undertaking
from projects.committee.models.committee import KEEPING
from projects.committee.models.interest import CONFIRMED_FOR
from projects.committee.standing import files_left

MOST_SEATS = 5  # committees of one person
MOST_SESSIONS = 10
MOST_REFUSALS = 5


def duties(person, now):
    """For each seat of `person`: the undertaking, the yearly confirmation, one line per session with files to do.

    Who keeps a committee is told of an undertaking refused: no file opens to that person, and the quorum counts them.
    """
    if person.has_role(*KEEPING):
        yield from _refusals(person)
    seats = list(Expert.objects.of_person(person).select_related("committee__territory")[:MOST_SEATS])
    if not seats:
        return
    read = set(Undertaking.objects.today().filter(expert__in=seats).values_list("expert", flat=True))
    due = set(
        InterestsConfirmation.objects.experts_due(now)
        .filter(pk__in=[one.pk for one in seats])
        .values_list("pk", flat=True)
    )
    last = InterestsConfirmation.objects.last_by_expert(seats)
    for expert in seats:
        if expert.pk not in read:
            yield _to_undertake(expert)
        if expert.pk in due:
            yield _to_confirm(expert, last.get(expert.pk))
    sessions = Session.objects.going_on().of_experts(seats).select_related("committee__territory")
    sessions = list(sessions.order_by("closes_at", "pk")[:MOST_SESSIONS])
    left = files_left(seats, sessions)
    yield from (_to_judge(session, left[session.pk]) for session in sessions if left[session.pk])


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


def _to_undertake(expert):
    said, why = _("Read your undertaking of confidentiality"), _("No file opens to you before it.")
    url, action = reverse("committee:undertaking", args=[expert.pk]), pgettext("button of a file", "Read")
    return Duty(None, said, why, url, action, territory=expert.committee.territory.name)


def _to_confirm(expert, last):
    said, why = _("Confirm what links you to structures and people"), _("Once a year: it takes two minutes.")
    url, when = reverse("committee:interests", args=[expert.pk]), last and last + CONFIRMED_FOR
    return Duty(when, said, why, url, _("Open"), territory=expert.committee.territory.name)


def _to_judge(session, count):
    said = ngettext("Expert committee: a file waits for you", "Expert committee: %(n)s files wait for you", count)
    why = _("Declare your links, read, give your opinion, vote: all from a phone.")
    url = reverse("committee:my_files", args=[session.pk])
    territory = session.committee.territory.name
    return Duty(session.closes_at, said % {"n": count}, why, url, _("Open"), territory=territory)
