"""Loads the communes of the Jura (official geographic code, open licence) from the file beside the app."""

import csv
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).resolve().parent.parent / "data" / "communes_jura.csv"


def load(apps, schema_editor):
    Commune = apps.get_model("members", "Commune")
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter=";")
        Commune.objects.bulk_create(
            Commune(
                insee=row["code_insee"],
                name=row["nom"],
                postal_codes=row["codes_postaux"].replace("|", " "),
                population=int(row["population"] or 0),
                intercommunality=row["epci_nom"],
            )
            for row in rows
        )


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
