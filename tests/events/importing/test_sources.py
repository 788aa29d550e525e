from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from events.importing.planning import open_file
from events.importing.sources import key, recognise

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


def test_an_unknown_list_is_refused_and_its_columns_named():
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        open_file((SAMPLES / "google_forms.csv").read_bytes())
    assert refusal.value.code == "unknown_source"
    assert refusal.value.params == {
        "columns": "“Horodateur”, “Adresse e-mail”, “Votre nom”, “Votre prénom”, “Quel atelier vous tente ?”"
    }


def test_an_empty_file_is_refused():
    with pytest.raises(ValidationError) as refusal:
        open_file((SAMPLES / "vide.csv").read_bytes())
    assert refusal.value.code == "empty"
