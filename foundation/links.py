"""Links that act for someone without a login (D64).

An *access* is scoped, dated and revocable: its token is exchanged for a signed cookie and leaves the address. An *act*
is one POST, once, expiring. A token is made anew from its row and the secret key, so that every mail can carry it while
a reader of the database cannot forge one.
"""

import json
import re
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from foundation.codes import ALPHABET
from foundation.models import Link

SALT = "foundation.links"
COOKIE = "acces"
_TOKEN = re.compile(rf"[{ALPHABET}]{{{Link.KEY_LENGTH}}}[0-9a-f]{{32}}")
MOST_LINKS_KEPT = 12  # a family's tickets and a few ideas; the cookie stays under 1 kB


def access(purpose, subject, *, until):
    """Return the live access link of `purpose` to `subject` (text), made if there is none, valid until `until`."""
    wanted = {"kind": Link.Kind.ACCESS, "purpose": purpose, "subject": str(subject)}
    link = Link.objects.live().filter(**wanted).order_by("pk").first()
    if link is None:
        return Link.objects.create(**wanted, expires_at=until)
    if link.expires_at < until:
        Link.objects.filter(pk=link.pk).update(expires_at=until)
    return link


def act(purpose, subject, *, payload=None, lasts=timedelta(days=2)):
    """Return a new link to one act, once, with what the act needs in `payload` (JSON)."""
    return Link.objects.create(
        kind=Link.Kind.ACT,
        purpose=purpose,
        subject=str(subject),
        payload=payload or {},
        expires_at=timezone.now() + lasts,
    )


def token(link):
    return f"{link.key}{_seal(link.key)}"


def find(token, *, purpose, kind):
    """Return the live link of a token, or None: unknown, of another purpose, expired, used or revoked."""
    key, seal = token[: Link.KEY_LENGTH], token[Link.KEY_LENGTH :]
    if not constant_time_compare(seal, _seal(key)):
        return None
    return Link.objects.live().filter(key=key, purpose=purpose, kind=kind).first()


def spend(link):
    """Mark an act as done, once; False when another click was first. Call it in the act's transaction."""
    return bool(Link.objects.live().filter(pk=link.pk, used_at=None).update(used_at=timezone.now()))


def grant(request, response, link):
    """Put an access in the visitor's cookie."""
    keys = [key for key in _keys(request) if key != link.key][-(MOST_LINKS_KEPT - 1) :] + [link.key]
    response.set_cookie(
        COOKIE,
        signing.dumps(keys, salt=SALT, compress=True),
        max_age=60 * 60 * 24 * 120,
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
    )
    return response


def live(purpose, subject):
    """Whether a link of `purpose` opens `subject` now."""
    return Link.objects.live().filter(purpose=purpose, subject=str(subject)).exists()


def revoke(purpose, subject):
    """Close every link of `purpose` to `subject`, at once."""
    Link.objects.live().filter(purpose=purpose, subject=str(subject)).update(revoked_at=timezone.now())


def forget(purpose, subjects):
    """Delete the links of `purpose` to `subjects`: they open nothing, and no longer say what an act would do (D58)."""
    Link.objects.filter(purpose=purpose, subject__in=[str(subject) for subject in subjects]).delete()


def blank(text):
    """Return `text` with every token taken out, so that who reads a copy of a mail cannot act for its reader."""
    return _TOKEN.sub("…", text)


def granted(request, *, purpose):
    """Return the subjects (texts) of `purpose` that this visitor's links open now; revoking takes effect at once."""
    keys = _keys(request)
    if not keys:
        return []
    links = Link.objects.live().filter(key__in=keys, purpose=purpose, kind=Link.Kind.ACCESS)
    return list(links.values_list("subject", flat=True))


def _seal(key):
    return salted_hmac(SALT, key, algorithm="sha256").hexdigest()[:32]


def _keys(request):
    try:
        keys = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT)
    except (signing.BadSignature, ValueError, json.JSONDecodeError):
        return []
    return keys if isinstance(keys, list) else []
