"""The twelve themes of the movement's evenings, the same for all territories so that they can be compared."""

from django.db import migrations

THEMES = [
    ("A", "alimentation", "Alimentation et agriculture", "Food and farming"),
    ("M", "mobilites", "Mobilités", "Getting around"),
    ("E", "energie", "Énergie et rénovation", "Energy and renovation"),
    ("C", "economie-circulaire", "Économie circulaire", "Circular economy"),
    ("H", "habitat", "Habitat et accueil", "Housing and welcome"),
    ("V", "bien-vieillir", "Bien vieillir", "Ageing well"),
    ("T", "tourisme", "Tourisme et patrimoine", "Tourism and heritage"),
    ("K", "culture-sport", "Culture et sport", "Culture and sport"),
    ("N", "numerique", "Numérique et tiers-lieux", "Digital and shared places"),
    ("F", "emploi-formation", "Emploi et formation", "Jobs and training"),
    ("B", "commerce", "Commerce et centre-bourg", "Shops and village centres"),
    ("S", "savoir-faire", "Savoir-faire, bois et artisanat", "Craft and wood"),
]


def load(apps, schema_editor):
    Theme = apps.get_model("events", "Theme")
    Theme.objects.bulk_create(
        Theme(letter=letter, slug=slug, name=name, name_en=name_en) for letter, slug, name, name_en in THEMES
    )


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
