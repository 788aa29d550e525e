"""What organisers can take away of an evening as tables: higher floors offer theirs, this one need not know them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from foundation.offers import Offers


@dataclass(frozen=True)
class Export:
    """A table about one evening: `address` names the page that answers it as CSV and takes the evening's slug."""

    label: str
    what: str
    address: str


_exports = Offers(
    Export(
        _("Registrations"), _("who comes, where they sit, presence, profiles, addresses"), "events:registration_csv"
    ),
    Export(_("Waiting list"), _("who waits for which workshop, in order, and offers"), "events:waiting_csv"),
    Export(_("Access and food"), _("counts for the caterer and the hall"), "events:needs_csv"),
    Export(_("Workshops and tables"), _("titles, kinds, rooms, seats, and how many are taken"), "events:workshop_csv"),
    Export(_("Programme"), _("the parts of the evening and their hours"), "events:programme_csv"),
    Export(_("Facilitators"), _("who helps which table, answers, addresses"), "events:team_csv"),
    Export(_("Partners"), _("structures and what they bring"), "events:partner_csv"),
    Export(_("Messages"), _("every e-mail about the evening, to whom and whether it left"), "events:message_csv"),
)
offer = _exports.offer


def exports():
    return tuple(_exports)
