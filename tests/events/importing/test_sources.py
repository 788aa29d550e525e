from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from events.forms.importing import RegistrationColumnsForm
from events.importing.planning import open_file
from events.importing.sources import key, recognise

pytestmark = pytest.mark.once

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Order #", "order #"),
        ("Order no.", "order #"),
        ("Order ID", "order #"),
        ("N° de commande", "# de commande"),
        ("Nº de commande", "# de commande"),
        ("Numéro de commande", "# de commande"),
        ("  E-mail : ", "e mail"),
        ("Nom de famille de l’acheteur", "nom de famille de l acheteur"),
    ],
)
def test_key_writes_headers_alike(header, expected):
    assert key(header) == expected


@pytest.mark.parametrize(
    ("name", "source", "encoding", "separator"),
    [
        ("helloasso_cp1252.csv", "helloasso", "cp1252", ";"),
        ("helloasso_en_tete_seul.csv", "helloasso", "utf-8-sig", ";"),
        ("helloasso.xlsx", "helloasso", "xlsx", ""),
        ("eventbrite_en.csv", "eventbrite", "utf-8", ","),
        ("eventbrite_fr_bom.csv", "eventbrite", "utf-8-sig", ","),
        ("eventbrite_uk_utf16.csv", "eventbrite", "utf-16", "\t"),
    ],
)
def test_each_sample_is_recognised(name, source, encoding, separator):
    sheet, mapping = open_file((SAMPLES / name).read_bytes())
    assert (mapping.source.code, sheet.encoding, sheet.separator) == (source, encoding, separator)


def test_helloasso_columns_are_mapped_and_the_others_listed():
    sheet, mapping = open_file((SAMPLES / "helloasso_cp1252.csv").read_bytes())
    assert {field: sheet.header[index] for field, index in mapping.columns.items()} == {
        "order": "Référence commande",
        "status": "Statut de la commande",
        "family_name": "Nom participant",
        "given_name": "Prénom participant",
        "payer_family_name": "Nom payeur",
        "payer_given_name": "Prénom payeur",
        "payer_email": "Email payeur",
        "ticket": "Numéro de billet",
        "phone": "Téléphone",
        "commune": "Votre commune",
        "postal_code": "Code postal",
        "workshop": "Atelier choisi",
        "newsletter": "Je souhaite recevoir la newsletter",
    }
    assert mapping.ignored == (
        "Date de la commande", "Raison sociale", "Moyen de paiement", "Tarif", "Montant tarif", "Code promo",
        "Un mot pour l’équipe ?",
    )  # fmt: skip


def test_translated_eventbrite_headers_are_mapped_like_the_english_ones():
    needed = {"order", "ticket", "status", "given_name", "family_name", "email", "quantity"}
    for name in ("eventbrite_en.csv", "eventbrite_fr_bom.csv", "eventbrite_uk_utf16.csv"):
        _sheet, mapping = open_file((SAMPLES / name).read_bytes())
        assert needed - set(mapping.columns) == set()


def test_a_question_about_past_workshops_is_no_choice():
    mapping = recognise(("Order #", "First Name", "Last Name", "Attendee Status", "Déjà venu à un atelier ?"))
    assert "workshop" not in mapping.columns


def told(name):
    sheet, mapping = open_file((SAMPLES / name).read_bytes())
    return mapping, {field: sheet.header[index] for field, index in mapping.columns.items()}


def test_a_google_form_is_guessed_and_waits_for_someone():
    mapping, columns = told("google_forms.csv")
    assert (mapping.source.code, mapping.is_certain) == ("google", False)
    assert columns == {
        "order": "Horodateur", "email": "Adresse e-mail", "family_name": "Votre nom", "given_name": "Votre prénom",
        "workshop": "Quel atelier vous tente ?",
    }  # fmt: skip


def test_a_framaform_is_read_below_its_titles_and_the_address_of_the_machine_is_never_offered():
    mapping, columns = told("framaforms.csv")
    assert (mapping.source.code, mapping.is_certain) == ("framaforms", False)
    assert columns == {
        "order": "SID", "serial": "Numéro de série", "draft": "Brouillon", "names_reversed": "Nom et prénom",
        "email": "Votre e-mail", "workshop": "Quel atelier ?", "newsletter": "Recevoir la newsletter",
    }  # fmt: skip
    sheet, _mapping = open_file((SAMPLES / "framaforms.csv").read_bytes())
    form = RegistrationColumnsForm(sheet=sheet, columns=mapping.columns)
    assert "Adresse IP" not in [field.label for field in form]


def test_a_list_of_one_s_own_is_taken_as_it_is():
    mapping, columns = told("liste_de_la_mairie.csv")
    assert (mapping.source.code, mapping.is_certain, columns) == ("file", False, {"phone": "tel."})


def test_an_empty_file_is_refused():
    with pytest.raises(ValidationError) as refusal:
        open_file((SAMPLES / "vide.csv").read_bytes())
    assert refusal.value.code == "empty"
