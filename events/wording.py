"""Which mails an evening's team may write in its own words, and from which words it begins.

One declaration says all of a mail: its name (that of its template), when it leaves, to whom, its original words and
the variables that can stand in them; the floor that sends it declares it once. The template shows `words` instead of
its own block of words, never instead of the service part (ticket, date, links): nobody removes that by mistake.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import IntegerChoices
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import Promise, lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from foundation import typography, wording
from foundation.folding import fold

LONGEST_SUBJECT, LONGEST_BODY = 150, 5000  # characters: a mail of two screens


@dataclass(frozen=True)
class Variable:
    """What can stand between braces: `key` is kept, `label` is what people read; `value` reads a mail's context."""

    key: str
    label: Promise
    value: Callable


class Moment(IntegerChoices):
    """When mails leave, in the order of a year: the page of texts is read by them."""

    REGISTERING = 1, _("Registration and ticket")
    WAITING = 2, _("Waiting list and tables")
    COMING = 3, _("Until the evening")
    CARE = 4, _("Minors, groups and car sharing")
    FACILITATING = 5, _("Facilitation")
    IDEAS = 6, _("Ideas")
    AFTER = 7, _("After the evening")


def itself(person):
    return person


@dataclass(frozen=True)
class Mail:
    """One mail that can be edited; `people` gives those of an evening, `write` queues it to one, at `address`.

    `reader` gives, from one of them, who has the language of the mail.
    """

    name: str
    label: Promise
    when: Promise
    to: Promise
    subject: Promise
    body: Promise
    variables: tuple
    people: Callable
    write: Callable
    address: Callable = attrgetter("address")
    reader: Callable = itself
    moment: Moment = Moment.REGISTERING

    def original(self, language):
        """Return (subject, body) as the platform writes them."""
        with translation.override(language):
            return str(self.subject), str(self.body)

    def says(self, search):
        """Whether what is told of it, or its original words, hold every word of `search`, accents and case aside."""
        language = get_language()
        told_of = fold(" ".join([str(self.label), str(self.when), str(self.to), *self.original(language)]))
        return all(word in told_of for word in fold(search).split())

    def names(self):
        """Return {name as it is read in the present language: key}."""
        return {str(variable.label): variable.key for variable in self.variables}


def _line(text, /, **values):
    return text % values


def _told(heading, /, *paragraphs, **values):
    text = "\n\n".join([f"# {heading}", *map(str, paragraphs)])
    return text % values if values else text


# The very sentences of the templates, once in the catalogue: `values` say which variable stands where.
line, told = lazy(_line, str), lazy(_told, str)


def _day(context):
    starts_at = context["event"].starts_at
    return typography.long_date(timezone.localtime(starts_at), language=get_language()) if starts_at else ""


def _hour(context):
    starts_at = context["event"].starts_at
    return typography.hour(timezone.localtime(starts_at), language=get_language()) if starts_at else ""


def _given_name(context):
    reader = context.get("person") or context.get("registration")
    return reader.given_name if reader else context.get("to_name", "")


def rendered(key, label, template):
    """Return the `Variable` that says what the fragment `template` of mails does."""
    path = f"emails/events/{template}.txt"
    return Variable(key, label, lambda context: render_to_string(path, context).strip())


GIVEN_NAME = Variable("given_name", _("given name of the reader"), _given_name)
FULL_NAME = Variable("full_name", _("full name of the reader"), lambda context: context["registration"].full_name)
EVENING = Variable("evening", _("name of the evening"), lambda context: context["event"].brand)
DATE = Variable("date", _("date of the evening"), _day)
HOUR = Variable("hour", _("hour of the evening"), _hour)
PLACE = Variable("place", _("place of the evening"), lambda context: context["event"].venue_name)
TERRITORY = Variable("territory", _("territory"), lambda context: context["event"].territory.name)
CONTACT = Variable("contact", _("address of the team"), lambda context: context["event"].territory.contact_email)
EVENING_LINK = Variable("evening_link", _("link to the evening"), lambda context: context["event"].public_url)
WORKSHOP = Variable("workshop", _("name of the workshop"), lambda context: context["registration"].table.workshop.title)
TABLE = Variable("table", _("number of the table"), lambda context: context["registration"].table.number)
TICKET_LINK = Variable("ticket_link", _("link to the ticket"), lambda context: context["access_url"])
IN_DAYS = rendered("in_days", _("how far it is"), "_in_days")
COMMON = (GIVEN_NAME, EVENING, DATE, HOUR, PLACE, TERRITORY, CONTACT, EVENING_LINK)
SEATED = (*COMMON, WORKSHOP, TABLE, TICKET_LINK)

_mails = {}


def registered(event):
    """Whom a mail of `event` may be written to: those registered who have an address."""
    people = event.registrations.live().select_related("event__territory", "table__workshop", "brought_by")
    return people.exclude(email=None).order_by("pk")


def declare(*mails):
    """Let teams write `mails` in their own words; called once by the floor that sends them, when it is ready."""
    _mails.update({mail.name: mail for mail in mails})


def mails():
    """Return the mails that can be edited, in the order of a year."""
    return sorted(_mails.values(), key=attrgetter("moment"))


def mail_named(name):
    """Return the `Mail` of this name, None when it cannot be edited."""
    return _mails.get(name)


def worded(name, context, *, language):
    """Return `context` with the `words` that the team wrote for the mail `name` of this evening, when it did.

    Whatever was written, and whatever is missing, a mail leaves: what cannot be filled is empty.
    """
    mail = _mails.get(name)
    own = mail and context["event"].texts.current(name, language)
    return {**context, "words": words_of(mail, own.subject, own.body, context, language=language)} if own else context


def words_of(mail, subject, body, context, *, language):
    """Return {"subject", "text", "html"}: what `subject` and `body` become with the values of `context`."""
    with translation.override(language):
        values = {variable.key: _value(variable, context) for variable in mail.variables}
    accent = context["event"].territory.accent
    style = wording.Style(link=f"color:{accent}") if accent else wording.Style()
    return {
        "subject": wording.as_line(subject, values) or wording.as_line(mail.original(language)[0], values),
        "text": wording.as_text(body, values),
        "html": wording.as_html(body, values, style=style),
    }


def _value(variable, context):
    try:
        return variable.value(context)
    except (AttributeError, KeyError, TypeError, ValueError):  # someone without a table, an evening without a date
        return ""
