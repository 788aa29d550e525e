"""What an address wants to receive: per kind of mail at once, in the one mail of the day, or nothing (D57, D62)."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from outbox.models import EVERYTHING, AtOnce, Message, OptOut
from outbox.topics import TOPICS, Topic


class Choice(TextChoices):
    GROUPED = "grouped", _("in one mail a day")
    AT_ONCE = "at_once", _("as it comes")
    NOTHING = "nothing", _("nothing")


@dataclass(frozen=True)
class Preference:
    """What an address chose for one topic."""

    topic: Topic
    choice: str

    @property
    def choices(self):
        """What may be chosen: advice keeps its rhythm whatever the reader says."""
        return [choice for choice in Choice if choice != Choice.AT_ONCE or self.topic.every is None]


def of(address):
    """Return the `Preference` of `address` for each topic."""
    refused = set(OptOut.objects.filter(address=address).values_list("topic", flat=True))
    at_once = set(AtOnce.objects.filter(address=address).values_list("topic", flat=True))

    def choice(code):
        if refused & {code, EVERYTHING}:
            return Choice.NOTHING
        return Choice.AT_ONCE if code in at_once else Choice.GROUPED

    return [Preference(topic, choice(code)) for code, topic in TOPICS.items()]


@transaction.atomic
def choose(address, choices):
    """Keep {topic: choice} for `address`; what it no longer wants and has not left is withdrawn."""
    OptOut.objects.filter(address=address, topic__in=[*choices, EVERYTHING]).delete()
    AtOnce.objects.filter(address=address, topic__in=choices).delete()
    for code, choice in choices.items():
        if choice == Choice.NOTHING:
            refuse(address, [code])
        elif choice == Choice.AT_ONCE:
            AtOnce.objects.get_or_create(address=address, topic=code)


@transaction.atomic
def refuse(address, codes):
    """Send no more of these topics to `address`; what waits of them is withdrawn."""
    for code in codes:
        OptOut.objects.get_or_create(address=address, topic=code)
    Message.objects.filter(to=address, topic__in=codes).withdraw()
