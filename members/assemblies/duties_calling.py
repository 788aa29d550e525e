"""What a board has to do before an assembly, and its members: call in time, post letters, answer (D45)."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from foundation.templatetags.french import long_date
from members.assemblies.checking import latest_call
from members.assemblies.models import Answer, Assembly, Notice
from members.cooperative.belonging import memberships_today
from members.cooperative.models import Member
from members.cooperative.models.cooperative import KEEPING
from members.duties import Duty

MOST = 10  # assemblies of one person


def duties(person, now):
    """For the board: drafts to call, letters to post, questions to answer; for a member: to say if they come."""
    if person.has_role(*KEEPING):
        yield from _of_board(Assembly.objects.kept_by(person), now)
    if memberships_today(person):
        yield from _of_members(person, now)


def of_calls(cooperative, now):
    """The same for one cooperative: its dashboard shows them to the board."""
    return _of_board(Assembly.objects.filter(cooperative=cooperative), now)


def _of_board(kept, now):
    letters = Count("notices", filter=Q(notices__in=Notice.objects.to_post()), distinct=True)
    questions = Count("questions", filter=Q(questions__answered_at=None), distinct=True)
    rows = kept.preparing().filter(starts_at__gt=now).annotate(letters=letters, unanswered=questions)
    for one in rows.select_related("cooperative__territory").order_by("starts_at", "pk")[:MOST]:
        territory, day = one.cooperative.territory, long_date(one.starts_at)
        about = {"territory": territory.name}
        page = reverse("assemblies:calling", args=[territory.slug, one.pk])
        if one.is_draft:
            last = latest_call(one)
            title = _("Call the members to the general meeting of %(day)s") % {"day": day}
            why = _("Last day for this date: %(last)s.") % {"last": long_date(last)}
            yield Duty(last, title, why, page, pgettext("meeting", "Call the members"), **about)
        if one.letters:
            said = ngettext("Post %(n)s letter of notice", "Post %(n)s letters of notice", one.letters)
            why = _("General meeting of %(day)s: then note that they were posted.") % {"day": day}
            yield Duty(latest_call(one), said % {"n": one.letters}, why, page, _("Print"), **about)
        if one.unanswered:
            said = ngettext("Answer %(n)s written question", "Answer %(n)s written questions", one.unanswered)
            why = _("Members asked before the general meeting of %(day)s.") % {"day": day}
            url = reverse("assemblies:questions", args=[territory.slug, one.pk])
            yield Duty(one.starts_at, said % {"n": one.unanswered}, why, url, pgettext("verb", "Answer"), **about)


def _of_members(person, now):
    mine = Member.objects.of_person(person).registered()
    asked = Notice.objects.filter(member__in=mine, assembly__in=Assembly.objects.called().filter(starts_at__gt=now))
    said = Answer.objects.filter(assembly=OuterRef("assembly"), member=OuterRef("member"))
    silent = asked.filter(~Exists(said)).values("assembly")  # oneself, or a structure that one votes for
    rows = Assembly.objects.filter(pk__in=silent).select_related("cooperative__territory").order_by("starts_at", "pk")
    for one in rows[:MOST]:
        title = _("Say if you are coming to the general meeting of %(name)s") % {"name": one.cooperative.name}
        why = long_date(one.starts_at)
        url = reverse("assemblies:member_assembly", args=[one.pk])
        yield Duty(
            one.starts_at, title, why, url, pgettext("to a notice", "Answer"), territory=one.cooperative.territory.name
        )
