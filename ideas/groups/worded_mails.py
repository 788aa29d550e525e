"""The mail to a new member, which an evening's team may write in its own words."""

from django.utils.translation import gettext_lazy as _

from events import wording
from events.wording import CONTACT, EVENING, TERRITORY, Mail, Moment, Variable, line, told
from ideas.groups import emails
from ideas.groups.models import Membership

MEMBER_NAME = Variable("given_name", _("given name of the reader"), lambda context: context["given_name"])
GROUP_NAME = Variable("group", _("name of the group"), lambda context: context["group"].name)


def members(event):
    """Present members with an address, of the groups born of ideas of `event`."""
    return Membership.objects.reachable().filter(group__idea__event=event).order_by("pk")


def declare_all():
    """Called once, when the app is ready."""
    wording.declare(*MAILS)


MAILS = [
    Mail(
        name="groups/welcome",
        label=_("Welcome to a group"),
        when=_("when someone enters a group"),
        to=_("a new member of a group"),
        subject=line(_("Your group: %(name)s"), name="{group}"),
        body=told(
            _("Welcome to the group “%(name)s”"),
            _(
                "From this page you see who is in it, what is looked for and when it meets, and you write to everyone. "
                "This link is yours: keep it."
            ),
            _(
                "The other members see your given name, the first letter of your family name and your role, never "
                "your address. You can leave in one click."
            ),
            name="{group}",
        ),
        variables=(MEMBER_NAME, GROUP_NAME, EVENING, TERRITORY, CONTACT),
        people=members,
        address=lambda member: member.email,
        moment=Moment.IDEAS,
        write=lambda member: emails.welcome(member, mark="rehearsal"),
    ),
]
