from outbox.models.mailbox import EVERYTHING, AtOnce, Mailbox, OptOut
from outbox.models.message import LEASE, MOST_ATTEMPTS, Message

__all__ = ["EVERYTHING", "LEASE", "MOST_ATTEMPTS", "AtOnce", "Mailbox", "Message", "OptOut"]
