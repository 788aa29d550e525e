"""Closes a ballot of the urn so that its row says nothing, and nobody can write one by hand (D50)."""

import json
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.crypto import salted_hmac

NONCE = 12  # bytes
LENGTH = 500  # bytes of any ballot: its length tells nothing
SEALED = NONCE + LENGTH + 16


class SealBroken(Exception):
    """A ballot that this platform's key did not close for this vote."""


def seal(ballot, *, resolution):
    """Return bytes that close `ballot`, a short JSON value, for the vote on the resolution of this key."""
    nonce = secrets.token_bytes(NONCE)
    plain = json.dumps(ballot).encode().ljust(LENGTH)
    if len(plain) > LENGTH:
        raise ValueError("A longer ballot would tell something by its length.")
    return nonce + AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, plain, f"urn:{resolution}".encode())


def unseal(sealed, *, resolution):
    """Return the ballot sealed for this vote; SealBroken for any other."""
    sealed = bytes(sealed)
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return json.loads(
                AESGCM(_key(secret)).decrypt(sealed[:NONCE], sealed[NONCE:], f"urn:{resolution}".encode())
            )
        except InvalidTag:
            continue
    raise SealBroken("A ballot of the urn does not open with the secret key of this platform.")


def _key(secret):
    return salted_hmac("assemblies.urn", "seal", secret=secret, algorithm="sha256").digest()
