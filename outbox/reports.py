"""What a provider reports of mails that had left: came back, refused, taken for unwanted (webhooks)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from outbox.models import EVERYTHING, Mailbox, Message, OptOut
from outbox.refusals import DEAD

KNOWN_FOR = timedelta(days=30)  # a report that names no message of ours is believed for an address lately written to
SOFT = {"soft_bounce", "SoftBounce", "Transient", "DnsError"}  # how providers name what heals
# What says that nobody reads the address, as opposed to a filter or a full box.
NOBODY_THERE = {"bounced", "invalid"}


def record(event, **_signal):
    """Act on one report of a provider (an `AnymailTrackingEvent`); the same report twice changes nothing."""
    act = {
        "bounced": _bounced,
        "rejected": _bounced,
        "failed": _bounced,
        "deferred": _deferred,
        "complained": _complained,
        "unsubscribed": _complained,
        "delivered": _delivered,
    }.get(event.event_type)
    address = (event.recipient or "").strip().lower()
    if act is None or not address:
        return
    with transaction.atomic():
        message = _message(event.message_id, address)
        if message:
            act(message, address, answer=_answer(event), event=event, at=event.timestamp or timezone.now())


def _message(provider_id, address):
    """The message that the report names, else the last one that left to this address; None: none of ours."""
    sent = Message.objects.filter(to=address, status__in=Message.HAS_LEFT)
    named = sent.filter(provider_id=provider_id).first() if provider_id else None
    return named or sent.filter(sent_at__gt=timezone.now() - KNOWN_FOR).order_by("-sent_at").first()


def _answer(event):
    said = event.mta_response or event.description or event.reject_reason or event.event_type
    return " ".join(str(said).split())


def _bounced(message, address, *, answer, event, at):
    if _heals(event):
        _deferred(message, address, answer=answer, event=event, at=at)
        if event.event_type == "bounced":  # it will not be tried again by the provider
            message.mark_bounced(answer)
        return
    message.mark_bounced(answer)
    if event.reject_reason in NOBODY_THERE:
        Mailbox.objects.bury(address, answer=answer, now=at)
        waiting = Message.objects.filter(
            to=address, secret=False, status__in=(Message.Status.QUEUED, Message.Status.HELD)
        )
        waiting.update(status=Message.Status.FAILED, last_error=DEAD)


def _heals(event):
    kind = event.esp_event if isinstance(event.esp_event, dict) else {}
    return bool(SOFT & {str(kind.get("event")), str(kind.get("Type"))}) or bool(kind.get("hard_bounce") is False)


def _deferred(_message, address, *, answer, event, at):
    Mailbox.objects.count_soft(address, answer=answer, now=at)


def _complained(_message, address, *, answer, event, at):
    """Whoever calls our mails unwanted gets none but those of service (D57)."""
    OptOut.objects.get_or_create(address=address, topic=EVERYTHING)
    Message.objects.held().filter(to=address).withdraw()


def _delivered(_message, address, *, answer, event, at):
    Mailbox.objects.filter(address=address).exclude(dead_at__gte=at).update(dead_at=None, soft_bounces=0, answer="")
