"""The mails about a seat at the committee: a term begins, an office is given (D25). Those of sessions stand apart."""

from django.conf import settings
from django.urls import reverse

from outbox.queueing import queue_to

APPOINTED, OFFICE = "committee-appointed", "committee-office"


def appointed(expert, *, step):
    """To a new expert: until when, what is asked (secrecy, interests), what will come."""
    return _to(expert, "appointed", key=f"{APPOINTED}:{expert.pk}:{step.pk}", kind=APPOINTED)


def office_given(expert, *, step):
    """To who chairs or keeps the committee from now on: what it opens, and that a second factor will be asked (D60)."""
    return _to(expert, "office_given", key=f"{OFFICE}:{expert.pk}:{step.pk}", kind=OFFICE)


def _to(expert, name, *, key, kind):
    person, committee = expert.person, expert.committee
    return queue_to(
        person,
        key=key,
        kind=kind,
        template=f"emails/committee/{name}",
        context={
            "expert": expert,
            "committee": committee,
            "territory": committee.territory,
            "open_url": settings.PUBLIC_URL + reverse("committee:home"),
        },
        about=f"committee:{committee.pk}",
    )
