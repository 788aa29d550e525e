"""What timetables and requests for an evening hold of people, and how it goes (D58); read by `events.personal_data`."""

from datetime import timedelta

from django.db.models import Max
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from events.models import Engagement, HostingRequest, HostingStep, Task
from events.models.engagement import ASKING, FOLLOWING
from foundation import links
from outbox import personal_data as mails
from outbox.models import Message

UNPROVED_KEPT = timedelta(days=30)  # the link that proves the address lasts a week

PERSONAL = {
    "events.Task": {"owner_name": ""},
    "events.HostingRequest": {
        "full_name": "",
        "function": "",
        "email": "",
        "phone": "",
        "commune_text": "",
        "wished": "",
        "need": "",
        "message": "",
    },
    "events.HostingStep": {"words": ""},
    "events.Engagement": {"contact_name": ""},
}
NOT_PERSONAL = {
    "events.Task": {"title note": "what a team prepares"},
    "events.HostingRequest": {
        "code": "drawn at random: it opens nothing without a link or the address",
        "body_name": "a public body",
        "consent_version": "which text was agreed to",
        "language": "of mails",
    },
}


def requests():
    """Requests that still say who asked, with `ended` (the last exchange) and `mail_address`."""
    kept = HostingRequest.objects.exclude(email="")
    return kept.annotate(ended=Coalesce(Max("steps__at"), "created_at"), mail_address=Lower("email"))


def forget_requests(keys):
    """Blank these requests, with their words and the mails that told of them; the body's name and the commune stay."""
    for model, field in ((HostingStep, "request__in"), (Engagement, "request__in"), (HostingRequest, "pk__in")):
        model.objects.filter(**{field: keys}).update(**PERSONAL[model._meta.label])
    for purpose in (ASKING, FOLLOWING):
        links.forget(purpose, keys)
    mails.blank(Message.objects.filter(about__in=[f"hosting:{key}" for key in keys]))


def forget_address(address):
    """Blank the requests made with an address whose owner asks for it."""
    forget_requests(list(HostingRequest.objects.filter(email__iexact=address).values_list("pk", flat=True)))


def forget_owners(keys):
    Task.objects.filter(pk__in=keys).update(**PERSONAL["events.Task"])


def leftovers(before):
    """Return [(rows, act on their keys)]: names of people without account in old timetables; unproved requests."""
    named = Task.objects.exclude(owner_name="").annotate(ended=Coalesce("event__ends_at", "event__created_at"))
    unproved = HostingRequest.objects.unproved().exclude(email="")
    return [
        (named.filter(ended__lt=before), forget_owners),
        (unproved.filter(created_at__lt=timezone.now() - UNPROVED_KEPT), forget_requests),
    ]


def export(person):
    """The requests made with the person's address."""
    asked = HostingRequest.objects.asked_by(person).for_display().prefetch_related("steps") if person.email else []
    return {
        "hosting_requests": [
            {
                "territory": str(one.territory),
                "for": one.asker,
                "name": one.full_name,
                "function": one.function,
                "email": one.email,
                "phone": one.phone,
                "when": one.wished,
                "need": one.need,
                "message": one.message,
                "state": one.get_status_display(),
                "asked_at": one.created_at,
                "words": [step.words for step in one.steps.all() if step.words],
            }
            for one in asked
        ]
    }
