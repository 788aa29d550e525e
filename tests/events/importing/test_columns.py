"""What a list's columns are is told once; the next list with the same columns needs nobody."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.models import ColumnMapping, ImportBatch
from tests.factories import make_event, make_organiser, make_workshop
from tests.signing import sign_in

SAMPLES = Path(__file__).parents[2] / "samples"
MAIRIE = (SAMPLES / "liste_de_la_mairie.csv").read_text()
TOLD = {
    "column_0": "family_name", "column_1": "given_name", "column_2": "email", "column_3": "commune",
    "column_4": "phone",
}  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event(slug="crepite")
    make_workshop(event=event, title="La légumerie partagée")
    return event


@pytest.fixture
def organiser(event, client):
    person = make_organiser(territory=event.territory)
    sign_in(client, person)
    return person


def upload(client, text, name="liste.csv"):
    """The batch that a file becomes."""
    content = text if isinstance(text, bytes) else text.encode()
    answer = client.post(reverse("events:import_start", args=["crepite"]), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.context["form"].errors
    return ImportBatch.objects.latest("pk")


def address(batch, view="import_columns"):
    return reverse(f"events:{view}", args=["crepite", batch.pk])


def names(batch):
    return sorted(batch.rows.values_list("given_name", "family_name", "email", "outcome"))


def test_columns_are_told_once_and_the_next_list_is_read_by_itself(client, event, organiser):
    batch = upload(client, MAIRIE)
    assert client.get(address(batch, "import_batch")).url == address(batch)
    assert client.get(address(batch)).context["form"].fields["column_4"].initial == "phone"
    assert client.post(address(batch), TOLD).url == address(batch, "import_batch")
    batch.refresh_from_db()
    assert (batch.status, batch.used) == ("planned", ["Liste", "des", "inscrits", "mairie", "tel."])
    assert names(batch) == [
        ("Jean", "Dupont", "", "new"),
        ("Zoé", "Dupont", "zoe.dupont@example.org", "new"),
    ]
    batch.drop()
    again = upload(client, MAIRIE.replace("Zoé", "Zélie"))
    assert (again.status, [name for name, *_rest in names(again)]) == ("planned", ["Jean", "Zélie"])


def test_a_list_whose_columns_changed_is_shown_with_what_was_recognised(client, event, organiser):
    client.post(address(upload(client, MAIRIE)), TOLD)
    changed = upload(client, "des;Liste;inscrits;Âge;mairie\nZoé;Dupont;zoe@example.org;34;Perrigny\n")
    assert changed.awaits_columns
    page = client.get(address(changed))
    assert (page.context["new"], page.context["gone"]) == (["Âge"], ["tel."])
    assert {name: field.initial for name, field in page.context["form"].fields.items() if field.initial} == {
        "column_0": "given_name", "column_1": "family_name", "column_2": "email", "column_4": "commune",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"column_2": "email"}, "__all__"),
        ({"column_0": "given_name", "column_1": "given_name"}, "column_1"),
        ({"column_0": "given_name", "column_1": "nonsense"}, "column_1"),
    ],
)
def test_what_cannot_be_read_is_asked_again_with_the_choices_kept(client, event, organiser, told, field):
    batch = upload(client, MAIRIE)
    answer = client.post(address(batch), told)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert answer.context["form"]["column_0"].value() == told.get("column_0", None)
    batch.refresh_from_db()
    assert (batch.status, ColumnMapping.objects.count()) == ("mapping", 0)


def test_a_mistake_is_mended_before_importing(client, event, organiser):
    batch = upload(client, MAIRIE)
    client.post(address(batch), {**TOLD, "column_0": "given_name", "column_1": "family_name"})
    assert names(batch)[0][:2] == ("Dupont", "Jean")
    assert client.post(address(batch, "import_columns_again")).status_code == 302
    client.post(address(batch), TOLD)
    assert names(batch)[0][:2] == ("Jean", "Dupont")


def test_a_framaform_s_drafts_are_left_out_and_names_are_split(client, event, organiser):
    batch = upload(client, (SAMPLES / "framaforms.csv").read_bytes())
    fields = client.get(address(batch)).context["form"].fields
    client.post(address(batch), {name: field.initial for name, field in fields.items()})
    assert names(batch) == [
        ("Anne", "De la Tour", "anne@example.org", "new"),
        ("Hugo", "Petit", "hugo.petit@example.org", "skipped"),
        ("Léa", "Bouvier", "lea.bouvier@example.org", "new"),
    ]
    assert batch.rows.get(given_name="Léa").workshop.title == "La légumerie partagée"


def test_importing_the_same_list_again_changes_nothing(client, event, organiser):
    batch = upload(client, MAIRIE)
    client.post(address(batch), TOLD)
    client.post(address(batch, "import_apply"), {"apply": ""})
    assert event.registrations.count() == 2
    again = upload(client, MAIRIE)
    assert [outcome for *_names, outcome in names(again)] == ["matched", "matched"]


def test_a_list_given_up_before_its_columns_are_told_leaves_nothing(client, event, organiser):
    batch = upload(client, MAIRIE)
    client.post(address(batch, "import_drop"))
    batch.refresh_from_db()
    assert (batch.status, batch.packed) == ("dropped", None)
    with pytest.raises(ValidationError):
        batch.tell_columns({"names": 0}, header=("Nom",), by=organiser)
