"""Recognises where a list comes from by its headers, in French or in English, and maps its columns.

Ticketing services name their columns themselves: those are certain. The columns of a form, or of a file of one's own,
are named by whoever made it: what we guess is shown, and someone tells.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from foundation.spreadsheets import column_key as key


@dataclass(frozen=True)
class Source:
    """One ticketing service: what its columns are called (as `key` writes them), and which say that it is this one."""

    code: str
    name: str
    columns: dict
    signature: tuple  # all of these fields must be found
    certain: bool = True  # its columns need nobody to tell what they are


@dataclass(frozen=True)
class Mapping:
    """Which column holds which field: `columns` maps a field to its index; `ignored` are headers that are not kept."""

    source: Source
    columns: dict
    headers: tuple

    @property
    def ignored(self):
        used = set(self.columns.values())
        return tuple(header for index, header in enumerate(self.headers) if header and index not in used)

    @property
    def is_certain(self):
        return self.source.certain

    @property
    def used(self):
        return tuple(header for index, header in enumerate(self.headers) if index in set(self.columns.values()))


_QUESTIONS = {  # what organisers ask besides, in their own words; the first column that fits is taken
    "email": ("email", "e mail", "adresse e mail", "adresse email", "mail", "adresse mail", "courriel", "votre e mail",
              "votre email", "email participant", "email du participant", "adresse e mail du participant"),
    "phone": ("telephone", "# de telephone", "tel", "portable", "# de portable", "telephone portable", "mobile",
              "telephone mobile", "cell phone", "phone", "phone #", "mobile phone", "votre telephone"),
    "commune": ("commune", "ville", "votre commune", "commune de residence", "ville de residence", "votre ville",
                "home city", "city", "commune ou ville"),
    "postal_code": ("code postal", "cp", "votre code postal", "home zip", "home zip postal code", "zip", "postcode",
                    "home postcode", "postal code"),
}  # fmt: skip
_WORKSHOP = re.compile(r"\b(?:atelier|ateliers|workshop|workshops|defi)\b")
_NOT_A_CHOICE = re.compile(r"\b(?:deja|already|propos|idee)")
_NEWSLETTER = re.compile(r"\b(?:newsletter|infolettre|lettre d information|lettre d info|news letter|mailing list)\b")

HELLOASSO = Source(
    "helloasso",
    "HelloAsso",
    {
        "order": ("reference commande", "reference de la commande", "# de commande", "order reference"),
        "status": ("statut de la commande", "statut commande", "statut", "order status"),
        "family_name": ("nom participant", "nom du participant", "nom de la participante ou du participant",
                        "participant last name", "attendee last name"),
        "given_name": ("prenom participant", "prenom du participant", "participant first name", "attendee first name"),
        "payer_family_name": ("nom payeur", "nom du payeur", "payer last name"),
        "payer_given_name": ("prenom payeur", "prenom du payeur", "payer first name"),
        "payer_email": ("email payeur", "e mail payeur", "email du payeur", "adresse e mail payeur", "payer email"),
        "ticket": ("# de billet", "# billet", "# du billet", "ticket #", "billet #"),
    },
    ("order", "payer_email"),
)  # fmt: skip
EVENTBRITE = Source(
    "eventbrite",
    "Eventbrite",
    {
        "order": ("order #", "order reference", "# de commande", "commande #", "# commande", "# de la commande"),
        "status": ("attendee status", "statut du participant", "statut de participant", "statut participant",
                   "etat du participant"),
        "family_name": ("last name", "surname", "attendee last name", "attendee surname", "nom de famille", "nom",
                        "nom du participant", "nom de famille du participant"),
        "given_name": ("first name", "attendee first name", "prenom", "prenom du participant"),
        "email": ("email", "attendee email", "email address", "e mail", "adresse e mail", "adresse email",
                  "e mail du participant", "adresse e mail du participant", "courriel"),
        "payer_family_name": ("buyer last name", "buyer surname", "purchaser last name", "purchaser surname",
                              "nom de l acheteur", "nom de famille de l acheteur"),
        "payer_given_name": ("buyer first name", "purchaser first name", "prenom de l acheteur"),
        "payer_email": ("buyer email", "purchaser email", "e mail de l acheteur", "adresse e mail de l acheteur"),
        "ticket": ("attendee #", "# de participant", "participant #", "# du participant", "# participant"),
        "quantity": ("quantity", "ticket quantity", "quantite", "quantite de billets"),
    },
    ("order", "given_name", "family_name", "status"),
)  # fmt: skip
_NAMES = {  # what forms call the person who answers
    "given_name": ("prenom", "votre prenom", "first name", "given name", "your first name"),
    "names": ("prenom et nom", "prenom nom", "vos prenom et nom", "full name", "name", "your name"),
    "names_reversed": ("nom et prenom", "nom prenom", "vos nom et prenom", "votre nom et prenom", "nom complet"),
    "family_name": (
        "nom",
        "votre nom",
        "nom de famille",
        "votre nom de famille",
        "last name",
        "family name",
        "surname",
    ),
}
GOOGLE_FORMS = Source(
    "google", "Google Forms", {"order": ("horodateur", "timestamp"), **_NAMES}, ("order",), certain=False
)
FRAMAFORMS = Source(
    "framaforms",
    "Framaforms",
    {"order": ("sid",), "serial": ("# de serie", "serial"), "draft": ("brouillon", "draft"), **_NAMES},
    ("order", "serial"),
    certain=False,
)
OTHER = Source("file", _("a file of your own"), _NAMES, (), certain=False)
SOURCES = {source.code: source for source in (HELLOASSO, EVENTBRITE, FRAMAFORMS, GOOGLE_FORMS, OTHER)}

# What someone can say that a column is, as the page asks it.
TELLABLE = {
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "names": _("Given name and family name together"),
    "names_reversed": _("Family name and given name together"),
    "email": _("E-mail address"),
    "phone": _("Phone"),
    "commune": _("Commune"),
    "postal_code": _("Postal code"),
    "workshop": _("Workshop chosen"),
    "newsletter": _("Yes or no to the newsletter"),
    "order": _("Number or time of the answer"),
}
NAMED_BY = ({"given_name"}, {"family_name"}, {"names"}, {"names_reversed"})  # one of them at least
NEVER_KEPT = {"adresse ip", "ip address", "ip"}  # where someone sat is none of our business


def recognise(header):
    """Return the `Mapping` of a header; that of a file of one's own holds what could be guessed."""
    mappings = [_map(source, header) for source in SOURCES.values()]
    fitting = [mapping for mapping in mappings if all(field in mapping.columns for field in mapping.source.signature)]
    certain = [mapping for mapping in fitting if mapping.is_certain]
    if certain:
        return max(certain, key=lambda mapping: len(set(mapping.columns) & set(mapping.source.columns)))
    return fitting[0]


def is_header(cells):
    """Whether a line holds the names of the columns though others stand above it, as Framaforms writes."""
    keys = {key(cell) for cell in cells}
    return all(keys & set(FRAMAFORMS.columns[field]) for field in FRAMAFORMS.signature)


def _map(source, header):
    keys = [key(name) for name in header]
    columns = {}
    for field, names in (*source.columns.items(), *_QUESTIONS.items()):
        found = [keys.index(name) for name in names if name in keys]
        if found and field not in columns and found[0] not in columns.values():
            columns[field] = found[0]
    free = [index for index in range(len(keys)) if index not in columns.values()]
    for field, pattern in (("workshop", _WORKSHOP), ("newsletter", _NEWSLETTER)):
        fitting = [index for index in free if pattern.search(keys[index])]
        if field == "workshop":
            fitting = [index for index in fitting if not _NOT_A_CHOICE.search(keys[index])]
        if fitting:
            columns[field] = min(fitting, key=lambda index: (len(keys[index]), index))
            free.remove(columns[field])
    return Mapping(source, columns, tuple(header))
