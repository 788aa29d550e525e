"""Says a rehearsal in words: how it goes, line by line, then the report."""

from dataclasses import asdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.typography import number

KINDS = {
    "ideas": gettext_lazy("Ideas"),
    "presences": gettext_lazy("Arrivals"),
    "stickers": gettext_lazy("Stickers"),
}
PAGES = {
    "table": gettext_lazy("Page of a table"),
    "static": gettext_lazy("Files of the page"),
    "kept": gettext_lazy("Page kept without network"),
    "state": gettext_lazy("State asked by phones"),
    "arrival": gettext_lazy("“I am here”, page"),
    "arrival sent": gettext_lazy("“I am here”, sent"),
    "idea": gettext_lazy("Idea sent"),
    "receipt": gettext_lazy("Receipt of an idea"),
    "vote": gettext_lazy("Page of stickers"),
    "ticket shown": gettext_lazy("Ticket shown to vote"),
    "sticker": gettext_lazy("Sticker put"),
    "link": gettext_lazy("Access link"),
    "door": gettext_lazy("Door, page"),
    "door list": gettext_lazy("Door, list"),
    "door acts": gettext_lazy("Door, arrivals sent"),
    "wall": gettext_lazy("Wall, page"),
    "wall state": gettext_lazy("Wall, state"),
    "desk": gettext_lazy("Desk, page"),
    "desk state": gettext_lazy("Desk, state"),
    "live table": gettext_lazy("Facilitator, table"),
    "live act": gettext_lazy("Facilitator, gesture"),
    "live state": gettext_lazy("Facilitator, state"),
}
WIDTH = 32  # of the pages' names
MOST_TROUBLES = 20
LEFT_OUT = "…"


def opening(source, participants, minutes, origin):
    words = {"evening": source, "people": number(participants), "minutes": f"{minutes:g}", "url": origin}
    return _("Rehearsal of “%(evening)s”: %(people)s participants, %(minutes)s min, %(url)s") % words


def progress(told):
    """One line of `Play.progress()`."""
    seconds = told["seconds"]
    words = {name: number(value) for name, value in told.items()} | {"clock": f"{seconds // 60}:{seconds % 60:02}"}
    return (
        _(
            "%(clock)s · %(present)s present · %(phones)s phones · %(ideas)s ideas · %(stickers)s stickers · "
            "%(questions)s questions · %(errors)s errors"
        )
        % words
    )


def lines(report):
    """The lines of a `Report`."""
    yield ""
    yield _("What was sent, and what is stored (%(database)s, %(seconds)s s)") % {
        "database": report.database,
        "seconds": number(round(report.seconds)),
    }
    for tally in report.tallies:
        yield "  " + _tally(tally)
    yield "  " + _("Network cut on purpose: %(cut)s; sent again: %(again)s; one sticker too many taken: %(over)s") % {
        "cut": number(report.cut),
        "again": number(report.again),
        "over": number(report.over),
    }
    yield "  " + _("Mails written: %(mails)s") % {"mails": number(report.mails)}
    yield ""
    times, requests, longest, errors = _("Milliseconds"), _("requests"), _("longest"), _("errors")
    yield f"{times:<{WIDTH}}{requests:>9}{'p50':>9}{'p95':>9}{'p99':>9}{longest:>11}  {errors}"
    for timing in report.timings:
        yield _timing(timing)
    yield from _errors(report)


def _tally(tally):
    words = {name: number(value) for name, value in asdict(tally).items() if name != "kind"}
    return _(
        "%(kind)s: sent %(sent)s, acknowledged %(acknowledged)s, stored %(stored)s, lost %(lost)s, "
        "doubled %(doubled)s, unknown %(strange)s, unanswered %(unanswered)s"
    ) % {**words, "kind": KINDS[tally.kind]}


def _timing(timing):
    times = "".join(f"{number(round(value)):>9}" for value in (timing.p50, timing.p95, timing.p99))
    errors = ", ".join(f"{status or '—'} × {count}" for status, count in timing.errors.items())
    name = str(PAGES[timing.page])
    return f"{name:<{WIDTH}}{number(timing.count):>9}{times}{number(round(timing.longest)):>11}  {errors}".rstrip()


def _errors(report):
    for page, status, count in report.server_errors:
        words = {"page": PAGES[page], "status": status or _("no answer"), "count": number(count)}
        yield _("Error: %(page)s, %(status)s, %(count)s times") % words
    for page, status, count in report.refusals:
        yield _("Refused: %(page)s, %(status)s, %(count)s times") % {
            "page": PAGES[page], "status": status, "count": number(count)
        }  # fmt: skip
    for sentence in report.troubles[:MOST_TROUBLES]:
        yield _("Trouble: %(sentence)s") % {"sentence": sentence}
    if len(report.troubles) > MOST_TROUBLES:
        yield LEFT_OUT
