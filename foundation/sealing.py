"""Closes a choice so that a row tells nobody how someone voted, and nobody can write or move one by hand (D28, D50)."""

import json
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.crypto import salted_hmac

NONCE = 12  # bytes
LENGTH = 1400  # bytes of any content: 300 letters of four bytes and the choice; the length tells nothing
SIZE = NONCE + LENGTH + 16  # bytes of any seal


class SealBroken(Exception):
    """A seal that this platform's key did not close for this place."""


def seal(content, *, about):
    """Return bytes that close `content`, a short JSON value, for `about`, whose first word no other room uses."""
    nonce = secrets.token_bytes(NONCE)
    plain = json.dumps(content, ensure_ascii=False).encode().ljust(LENGTH)
    if len(plain) > LENGTH:
        raise ValueError("A longer content would tell something by its length.")
    return nonce + AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, plain, about.encode())


def unseal(sealed, *, about):
    """Return the content of a seal made for `about`; SealBroken for any other."""
    sealed = bytes(sealed)
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return json.loads(AESGCM(_key(secret)).decrypt(sealed[:NONCE], sealed[NONCE:], about.encode()))
        except InvalidTag:
            continue
    raise SealBroken("A sealed vote does not open with the secret key of this platform.")


def _key(secret):
    # The name of the first room that sealed: another one would open none of the votes under way on older platforms.
    return salted_hmac("committee.vote", "seal", secret=secret, algorithm="sha256").digest()
