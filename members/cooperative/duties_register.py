"""What waits for the board at the register: applications to decide, members to enter, refunds to pay (D43)."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from members.cooperative.models import Application, Cooperative
from members.cooperative.models.cooperative import KEEPING
from members.duties import Duty

MOST_COOPERATIVES = 5  # of one person


def duties(person, now):
    """The lines of every cooperative that `person` administers."""
    if not person.has_role(*KEEPING):
        return
    for cooperative in (
        Cooperative.objects.kept_by(person).select_related("territory").order_by("pk")[:MOST_COOPERATIVES]
    ):
        yield from of_register(cooperative, now)


def of_register(cooperative, now):
    """One `Duty` for each kind of thing that waits, whatever their number."""
    slug, asked = cooperative.territory.slug, Application.objects.filter(member__cooperative=cooperative)
    applications = reverse("cooperative:applications", args=[slug])
    paid = asked.to_be_paid().with_paid().filter(already_paid__gte=F("shares") * F("share_value"))
    for count, title, why, url, action in (
        (
            asked.waiting().count(),
            lambda n: ngettext("Decide on %(n)s application", "Decide on %(n)s applications", n),
            _("They wait for the board’s answer: yes, or no."),
            applications,
            pgettext("button", "Answer"),
        ),
        (
            paid.count(),
            lambda n: ngettext("Enter %(n)s newcomer in the register", "Enter %(n)s newcomers in the register", n),
            _("Their shares are paid: they vote from the day they are entered."),
            applications,
            pgettext("register", "Enter"),
        ),
        (
            cooperative.refunds.payable().count(),
            lambda n: ngettext("Pay %(n)s refund of shares", "Pay %(n)s refunds of shares", n),
            _("The capital allows it: their turn has come."),
            reverse("cooperative:capital", args=[slug]),
            _("Look"),
        ),
    ):
        if count:
            yield Duty(None, title(count) % {"n": count}, why, url, action, territory=cooperative.territory.name)
