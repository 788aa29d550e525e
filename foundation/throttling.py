"""Counts acts in the cache, by window of time; when the cache is out of reach, people pass."""

import logging
import time
from contextlib import nullcontext

from django.conf import settings
from django.core.cache import cache
from django.db import connections, transaction

logger = logging.getLogger(__name__)


def allow(key, *, limit, per):
    """Count one act under `key` and tell whether it is within `limit` in the current window of `per` seconds."""
    window = f"throttle:{key}:{int(time.time() // per)}"
    try:
        with _alone():
            cache.add(window, 0, timeout=per + 5)
            return cache.incr(window) <= limit
    except ValueError:  # the window ended between both calls
        return True
    except Exception:
        logger.warning("The cache did not answer: nothing is limited for now.", exc_info=True)
        return True


def _alone():
    """The database cache reads a count, then writes it: an immediate transaction lets no other come between."""
    return transaction.atomic(using="cache") if "cache" in connections.databases else nullcontext()


def address(request):
    """Return the visitor's address, through as many proxies as the settings trust."""
    if settings.TRUSTED_PROXY_COUNT:
        hops = [hop.strip() for hop in request.headers.get("x-forwarded-for", "").split(",") if hop.strip()]
        if len(hops) >= settings.TRUSTED_PROXY_COUNT:
            return hops[-settings.TRUSTED_PROXY_COUNT]
    return request.META.get("REMOTE_ADDR", "")
