"""Pages by key: each page costs the same, and rows that arrive meanwhile shift nothing."""

from dataclasses import dataclass

from django.core import signing
from django.db.models import Q

SALT = "foundation.keyset"


@dataclass(frozen=True)
class Page:
    """`rows` of one page; `next` is the cursor of the following page, or an empty text."""

    rows: list
    next: str

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def paginate(queryset, *, order, cursor="", size=50):
    """Return the `Page` of `queryset` after `cursor`.

    `order` is a tuple of fields, "-" for descending; the last one must be unique and none may be null. A cursor that
    was tampered with, or belongs to another order, gives the first page.
    """
    fields = [name.lstrip("-") for name in order]
    queryset = queryset.order_by(*order)
    after = _read(cursor, order)
    if after:
        queryset = queryset.filter(_beyond(order, fields, after))
    rows = list(queryset[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, _write(rows[-1], fields, order) if more else "")


def turning(query, page, *, key="suite"):
    """Return {"previous", "next"} of `page` for partials/pages.html: query strings, empty when there is none.

    `query` is the QueryDict of the address, whose other words are kept; `key` is the one that holds the cursor.
    « Previous » goes back to the first page.
    """
    kept = query.copy()
    here = kept.pop(key, [""])[-1]
    following = kept.copy()
    following[key] = page.next
    return {
        "previous": (kept.urlencode() or f"{key}=") if here else "",
        "next": following.urlencode() if page.next else "",
    }


def _beyond(order, fields, after):
    """(a, b) > (x, y) written as a > x or (a = x and b > y), which both databases index."""
    condition = Q()
    for i, name in enumerate(order):
        step = Q(**{f"{fields[i]}__{'lt' if name.startswith('-') else 'gt'}": after[i]})
        for j in range(i):
            step &= Q(**{fields[j]: after[j]})
        condition |= step
    return condition


def _write(row, fields, order):
    values = [_value(row, name) for name in fields]
    return signing.dumps([list(order), [v.isoformat() if hasattr(v, "isoformat") else v for v in values]], salt=SALT)


def _value(row, path):
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _read(cursor, order):
    if not cursor:
        return None
    try:
        known_order, values = signing.loads(cursor, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return values if known_order == list(order) else None
