"""Guesses what the columns of a register are by their names; someone then tells."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.spreadsheets import column_key, read

LEAST_COLUMNS = 3  # who, since when, how much
MOST_LINES = 5_000  # read within a request, some seconds; cooperatives have a few hundred members
_NAMES = {  # as `column_key` writes them; the first column that fits is taken
    "number": ("#", "# dans le registre", "number in the register", "# societaire", "# de societaire", "# d associe",
               "# associe", "# adherent", "# registre", "# d ordre", "# ordre", "# membre", "matricule", "number",
               "member #", "ordre"),
    "organisation": ("raison sociale", "denomination", "denomination sociale", "structure", "organisme", "entreprise",
                     "organisation", "societe", "nom de la structure", "name of the structure", "personne morale",
                     "association", "company"),
    "given_name": ("prenom", "prenoms", "given name", "first name", "prenom du delegue", "prenom du representant",
                   "prenom de l associe", "prenom du societaire"),
    "family_name": ("nom", "nom de famille", "family name", "last name", "surname", "nom de naissance", "nom d usage",
                    "nom du delegue", "nom du representant", "nom de l associe", "nom du societaire"),
    "names_reversed": ("nom prenom", "nom et prenom", "nom prenoms", "nom et prenoms", "nom complet",
                       "nom prenom ou raison sociale", "representant", "represente par", "delegue", "nom du contact"),
    "names": ("prenom nom", "prenom et nom", "identite", "name", "full name", "societaire", "associe", "titulaire"),
    "kind": ("personne ou structure", "person or structure", "type", "nature", "pp pm", "pm pp", "type de personne",
             "forme", "personne physique morale", "physique morale", "qualite", "statut juridique"),
    "category": ("categorie", "categories", "categorie d associes", "categorie d associe", "categorie de societaire",
                 "categorie associe", "category"),
    "college": ("college", "colleges", "college de vote", "college electoral"),
    "shares": ("parts", "nombre de parts", "nb de parts", "nb parts", "nbre de parts", "nbre parts", "parts sociales",
               "number of shares", "nombre de parts sociales", "qte", "quantite", "parts souscrites",
               "parts detenues", "shares", "# de parts"),
    "amount": ("montant", "montant souscrit", "capital", "capital souscrit", "montant en euros", "montant €", "euros",
               "montant libere", "capital detenu", "valeur", "souscription", "montant des parts",
               "montant des parts en euros", "amount", "amount of the shares in euros", "montant eur",
               "capital en euros"),
    "joined_on": ("date d entree", "date entree", "entree", "date d adhesion", "date adhesion",
                  "date de souscription", "date souscription", "date", "date d admission", "admission",
                  "date d agrement", "adhesion", "depuis", "societaire depuis", "date d inscription", "jour d entree",
                  "day of entry", "joined"),
    "left_on": ("date de sortie", "date sortie", "sortie", "date de retrait", "retrait", "date de depart",
                "radiation", "date de radiation", "parti le", "jour de sortie", "day of leaving", "left"),
    "email": ("email", "e mail", "mail", "courriel", "adresse mail", "adresse email", "adresse e mail",
              "adresse electronique", "mel"),
    "phone": ("telephone", "tel", "portable", "mobile", "# de telephone", "telephone portable", "tel portable",
              "phone", "telephone fixe"),
    "address": ("adresse", "adresse postale", "postal address", "rue", "adresse 1", "domicile", "siege",
                "siege social", "address", "voie", "adresse complete"),
    "postal_code": ("code postal", "cp", "postal code", "zip"),
    "commune": ("commune", "ville", "localite", "city"),
    "authority": ("collectivite", "collectivite locale", "collectivite territoriale", "collectivite o n",
                  "collectivite oui non", "collectivite locale oui ou non", "local authority yes or #"),
    "mail_agreed": ("accord convocation par mail", "accord mail", "accord e mail", "convocation par mail",
                    "convocation par e mail", "accord convocation electronique", "consentement e mail",
                    "jour de l accord pour les convocations par e mail", "day when notices by e mail were agreed to"),
}  # fmt: skip

TELLABLE = {
    "number": _("Number in the register"),
    "organisation": _("Name of the structure"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "names": _("Given name and family name together"),
    "names_reversed": _("Family name and given name together"),
    "kind": _("Person or structure"),
    "category": _("Category of the member"),
    "college": _("College"),
    "shares": _("Number of shares"),
    "amount": _("Amount of the shares, in euros"),
    "joined_on": _("Day of entry"),
    "left_on": _("Day of leaving"),
    "email": _("E-mail address"),
    "phone": _("Phone"),
    "address": pgettext_lazy("member", "Postal address"),
    "postal_code": _("Postal code"),
    "commune": _("Commune"),
    "authority": _("Local authority, yes or no"),
    "mail_agreed": _("Day when notices by e-mail were agreed to"),
}
NAMED_BY = ({"family_name"}, {"names"}, {"names_reversed"}, {"organisation"})  # one of them at least
HELD_BY = ({"shares"}, {"amount"})


def open_file(content):
    """Return (`Sheet`, {field: index}) of a file's bytes; ValidationError with a sentence when it is no table."""
    sheet = read(content, most_rows=MOST_LINES, is_header=is_header)
    if not is_header(sheet.header):  # names that we do not know: a title has one cell, a header has several
        sheet = read(content, most_rows=MOST_LINES, is_header=lambda cells: sum(map(bool, cells)) >= LEAST_COLUMNS)
    return sheet, recognise(sheet.header)


def recognise(header):
    """Return {field: index} of what could be guessed from the names of columns."""
    keys = [column_key(name) for name in header]
    columns = {}
    for field, known in _NAMES.items():
        found = [keys.index(name) for name in known if name in keys]
        free = [index for index in found if index not in columns.values()]
        if free:
            columns[field] = free[0]
    if "family_name" in columns:
        columns.pop("names", None)
        columns.pop("names_reversed", None)
    return columns


def is_header(cells):
    """Whether a line holds the names of columns: titles and days may stand above it."""
    columns = recognise(cells)
    return len(columns) >= LEAST_COLUMNS and any(wanted <= columns.keys() for wanted in NAMED_BY)
