"""Mails about proxies, one function per message, to who must know at once: service mails (D46, D57).

`proxy` comes with its assembly, giver and holder; `open_url` opens the assembly to the reader.
"""

from outbox.models import Message
from outbox.queueing import queue

RECEIVED, ENDED, DECLINED = "assembly-proxy", "assembly-proxy-ended", "assembly-proxy-declined"


def received(proxy, *, open_url):
    """To who received it: whose, what to do with it, and how to give it back."""
    return _queue(proxy, proxy.holder, "proxy_received", key=f"{RECEIVED}:{proxy.pk}", kind=RECEIVED, open_url=open_url)


def taken_back(proxy, *, open_url):
    """To who had received it: the giver took it back, or gave it to someone else."""
    Message.objects.filter(key=f"{RECEIVED}:{proxy.pk}").withdraw()
    return _queue(proxy, proxy.holder, "proxy_taken_back", key=_ended(proxy), kind=ENDED, open_url=open_url)


def void(proxy, *, open_url):
    """To who had received it: the giver came, and votes themselves."""
    Message.objects.filter(key=f"{RECEIVED}:{proxy.pk}").withdraw()
    return _queue(proxy, proxy.holder, "proxy_void", key=_ended(proxy), kind=ENDED, open_url=open_url)


def void_unsaid(proxy):
    """The giver was marked as there by mistake: what says that they came is not sent if it has not left."""
    Message.objects.filter(key=_ended(proxy)).withdraw()


def declined(proxy, *, open_url):
    """To who gave it: the other gives it back, choose someone else."""
    return _queue(proxy, proxy.giver, "proxy_declined", key=f"{DECLINED}:{proxy.pk}", kind=DECLINED, open_url=open_url)


def _ended(proxy):
    return f"{ENDED}:{proxy.pk}:{proxy.ended_at:%Y%m%d%H%M%S}"


def _queue(proxy, reader, name, *, key, kind, open_url):
    if reader is None or not reader.email:
        return None
    cooperative = proxy.assembly.cooperative
    return queue(
        key=key,
        kind=kind,
        to=reader.email,
        to_name=reader.given_name,
        template=f"emails/assemblies/{name}",
        context={
            "assembly": proxy.assembly,
            "cooperative": cooperative,
            "territory": cooperative.territory,
            "member": reader,
            "giver": str(proxy.giver),
            "holder": proxy.holder_name,
            "open_url": open_url,
        },
        language=reader.language,
        about=f"assembly:{proxy.assembly_id}",
    )
