"""The poster of the evening: what, when, where, and the address to register at, as a code and in letters."""

from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from events.forms.organising.printing import PosterForm
from events.printing import Document, long_day
from foundation import qr, typography

MOST_PARTNERS = 40


def count(event, options):
    return 1


def data(event, options, wanted):
    """The one page of the poster; two statements."""
    partners = event.partners.select_related("structure")[:MOST_PARTNERS]
    return {"size": options["format"], "pages": [_page(event, [str(partner) for partner in partners])]}


def _page(event, partners):
    address = urlsplit(event.public_url)
    return {
        "kicker": str(event.territory),
        "title": event.brand,
        "tagline": event.tagline,
        "day": capfirst(long_day(event)) or _("Date to be told"),
        "hours": _hours(event),
        "place": event.venue_name,
        "address": event.venue_address,
        "call": _("Come as you are: everyone’s ideas count."),
        "free": _("Free, for everyone. Register with this code or at the address below."),
        "qr": qr.drawing(event.public_url),
        "alt": _("Code that opens %(address)s") % {"address": event.public_url},
        "typed": address.netloc + address.path,
        "thanks": _("With %(partners)s") % {"partners": " · ".join(partners)} if partners else "",
    }


def _hours(event):
    if not event.starts_at:
        return ""
    language = get_language()
    begins, ends = (
        typography.hour(timezone.localtime(at), language=language) if at else ""
        for at in (event.starts_at, event.ends_at)
    )
    return _("from %(begins)s to %(ends)s") % {"begins": begins, "ends": ends} if ends else begins


DOCUMENT = Document(
    name="affiche",
    label=gettext_lazy("Poster"),
    what=gettext_lazy("Town halls, shops, schools: date, place, and a code that opens the page to register."),
    template="events/print/poster.typ",
    page="events/print/poster.html",
    form=PosterForm,
    count=count,
    data=data,
    has_codes=True,
)
