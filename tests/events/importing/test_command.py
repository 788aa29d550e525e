from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from events.models import ImportBatch
from tests.factories import make_event, make_workshop

SAMPLES = Path(__file__).parents[2] / "samples"
pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event(slug="crepite")
    make_workshop(event=event, title="La légumerie partagée")
    return event


def run(*arguments, **options):
    out = StringIO()
    with translation.override("en"):
        call_command("import_registrations", *arguments, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_a_dry_run_prints_the_plan_with_reasons_and_registers_nobody(event):
    assert run(SAMPLES / "eventbrite_en.csv", event="crepite", dry_run=True) == (
        "eventbrite_en.csv (Eventbrite) → Crépite\n"
        "      5  new\n"
        "      0  already registered\n"
        "      1  doubtful\n"
        "      2  left out\n"
        "      2  refused\n"
        "Columns left out: Order Date, Ticket Type, Event Name, Total Paid, Anything else?\n"
        "\nDoubtful\n"
        "     11  Benoît Cordier: 3 tickets and one name only: the other people are to be entered by hand.\n"
        "\nLeft out\n"
        "      6  Paul Girod: Ticket “Refunded”: not coming.\n"
        "      7  Sophie Ravier: Ticket “Not Attending”: not coming.\n"
        "\nRefused\n"
        "      9  @SUM(A1:A9) Robot: The name begins like a spreadsheet formula: “@SUM(A1:A9)”.\n"
        "     10  Claire Outhier: “claire.outhier(at)example.org” is not an e-mail address. "
        "Correct it in the file and import it again.\n"
        "Nothing was imported (dry run).\n"
    )
    assert event.registrations.count() == 0


def test_an_import_says_who_is_to_be_placed_and_how_to_undo_it(event):
    text = run(SAMPLES / "eventbrite_en.csv", event="crepite")
    batch = ImportBatch.objects.get()
    assert text.split("\nRegistered, to be placed\n")[1] == (
        "      3  Karim Benali: No workshop is called “Vieillir au village”: a place remains to be found.\n"
        "      4  Inès Benali: No workshop is called “Vieillir au village”: a place remains to be found.\n"
        f"To take it back within 24 hours: --undo {batch.pk}\n"
    )
    assert event.registrations.count() == 5


def test_importing_again_finds_everyone(event):
    run(SAMPLES / "eventbrite_en.csv", event="crepite")
    text = run(SAMPLES / "eventbrite_en.csv", event="crepite")
    assert text.splitlines()[1:3] == ["      0  new", "      5  already registered"]
    assert event.registrations.count() == 5


def test_an_import_can_be_taken_back(event):
    run(SAMPLES / "eventbrite_en.csv", event="crepite")
    assert run(undo=ImportBatch.objects.get().pk) == "5 registrations taken back, 0 kept.\n"
    assert event.registrations.count() == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({}, "Give --event SLUG and a file, or --undo BATCH."),
        ({"event": "crepite"}, "Give --event SLUG and a file, or --undo BATCH."),
        ({"event": "ailleurs", "file": "vide.csv"}, "There is no evening “ailleurs”. Known: crepite"),
        ({"event": "crepite", "file": "vide.csv"}, "This file is empty: nothing was read."),
        ({"event": "crepite", "file": "google_forms.csv"}, "Nobody told what these columns are"),
        ({"event": "crepite", "file": "absent.csv"}, "cannot be read: No such file or directory"),
        ({"undo": 99}, "There is no import number 99."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(event, arguments, sentence):
    files = [SAMPLES / arguments.pop("file")] if "file" in arguments else []
    with pytest.raises(CommandError, match=sentence.replace("(", r"\(")):
        run(*files, **arguments)


def test_a_file_beyond_the_limit_is_not_read(event, settings, tmp_path):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    heavy = tmp_path / "foire.csv"
    heavy.write_bytes(b"x" * (1024 * 1024 + 1))
    with pytest.raises(CommandError, match="weighs more than 1 MB"):
        run(heavy, event="crepite")


def test_an_old_import_stays(event):
    run(SAMPLES / "eventbrite_en.csv", event="crepite")
    ImportBatch.objects.update(applied_at=timezone.now() - timedelta(days=2))
    with pytest.raises(CommandError, match="An import can be undone for 24 hours"):
        run(undo=ImportBatch.objects.get().pk)
