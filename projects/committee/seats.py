"""Who sits at a committee, and what its composition lacks, said in sentences (D25)."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import Role
from projects.committee.models import Expert

SOON = timedelta(days=60)  # time to find who comes next
Office = Expert.Office


@dataclass(frozen=True)
class Seats:
    """`sitting` today, `coming` later, `ending` before two months (of `sitting`); lists of `Expert` with `person`."""

    sitting: list
    coming: list
    ending: list
    warnings: list

    def holder(self, office):
        """Who holds `office` and sits today, or None."""
        return next((expert for expert in self.sitting if expert.office == office), None)

    @property
    def chair(self):
        return self.holder(Office.CHAIR)

    @property
    def secretary(self):
        return self.holder(Office.SECRETARY)


def seats_of(committee, *, today=None):
    """Return the `Seats` of `committee`, in two statements; warnings change nothing by themselves."""
    today = today or timezone.localdate()
    known = list(committee.experts.not_over(today).for_display())
    sitting = [expert for expert in known if expert.since <= today]
    coming = [expert for expert in known if expert.since > today]
    followed = {expert.person_id for expert in coming}
    ending = [one for one in sitting if one.until <= today + SOON and one.person_id not in followed]
    return Seats(sitting, coming, ending, list(_warnings(committee, sitting)))


def _warnings(committee, sitting):
    count, offices = len(sitting), {expert.office for expert in sitting}
    if count < committee.smallest:
        n = committee.smallest - count
        yield ngettext("%(n)s expert is missing: the rules ask for %(least)s at least.",
                       "%(n)s experts are missing: the rules ask for %(least)s at least.", n) % {
            "n": n, "least": committee.smallest,
        }  # fmt: skip
    if count > committee.largest:
        n = count - committee.largest
        yield ngettext("%(n)s expert too many: the rules ask for %(most)s at most.",
                       "%(n)s experts too many: the rules ask for %(most)s at most.", n) % {
            "n": n, "most": committee.largest,
        }  # fmt: skip
    if sitting and Office.CHAIR not in offices:
        yield _("Nobody chairs the committee: decisions could not be confirmed.")
    roles = Role.objects.in_force().filter(territory=committee.territory_id, kind=Role.Kind.SECRETARY)
    if Office.SECRETARY not in offices and not roles.exists():
        yield _("Nobody is secretary: give that office to someone, or the role alone to someone who does not vote.")
