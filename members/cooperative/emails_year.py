"""Mails of the year to who administers a cooperative, one function per message (D52, D57: service mails)."""

from django.conf import settings
from django.urls import reverse

from outbox.models import Message
from outbox.queueing import queue_to

AUDIT, ACCOUNTS = "cooperative-audit", "cooperative-accounts"


def audit_comes(keeper, cooperative, *, due, months):
    """The next co-operative audit is in `months` months at most; return whether this is new."""
    key = f"{AUDIT}:{cooperative.pk}:{due:%Y-%m-%d}:{months}:{keeper.pk}"
    return _to(keeper, cooperative, "audit_comes", key=key, kind=AUDIT, context={"due": due, "months": months})


def accounts_wait(keeper, cooperative, *, year, call_by, alert):
    """No meeting is called yet that approves the accounts of `year`; return whether this is new."""
    key = f"{ACCOUNTS}:{cooperative.pk}:{year.ends_on:%Y-%m-%d}:{alert}:{keeper.pk}"
    context = {"year": year, "call_by": call_by}
    return _to(keeper, cooperative, "accounts_wait", key=key, kind=ACCOUNTS, context=context)


def _to(keeper, cooperative, name, *, key, kind, context):
    if Message.objects.filter(key=key).exists():
        return False
    queue_to(
        keeper,
        key=key,
        kind=kind,
        template=f"emails/cooperative/{name}",
        context={
            **context,
            "cooperative": cooperative,
            "territory": cooperative.territory,
            "url": settings.PUBLIC_URL + reverse("cooperative:board", args=[cooperative.territory.slug]),
        },
        about=f"cooperative:{cooperative.pk}",
    )
    return True
