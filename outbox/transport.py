"""By what way mails leave, told to who organises: never a password."""

from dataclasses import dataclass

from django.conf import settings

FOLDER, SERVER, PROVIDER = "folder", "server", "provider"


@dataclass(frozen=True)
class Transport:
    """`kind` is FOLDER (nothing leaves the machine), SERVER or PROVIDER; `place` the folder, the host or the name."""

    kind: str
    place: str
    sender: str
    port: int = 0
    account: str = ""
    encrypted: bool = False

    @property
    def leaves(self):
        """Whether mails leave this machine."""
        return self.kind != FOLDER


def describe():
    """Return the `Transport` in force, as the environment sets it (EMAIL_URL, DEFAULT_FROM_EMAIL)."""
    sender = settings.DEFAULT_FROM_EMAIL
    if settings.EMAIL_BACKEND.endswith(".filebased.EmailBackend"):
        return Transport(FOLDER, str(settings.EMAIL_FILE_PATH), sender)
    provider = getattr(settings, "MAIL_PROVIDER", "")
    if provider:
        return Transport(PROVIDER, provider.capitalize(), sender, encrypted=True)
    return Transport(
        SERVER,
        settings.EMAIL_HOST,
        sender,
        port=settings.EMAIL_PORT,
        account=settings.EMAIL_HOST_USER or "",
        encrypted=bool(settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL),
    )
