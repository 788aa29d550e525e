import uuid

from django.db import migrations, models


def give_keys(apps, schema_editor):
    notes = apps.get_model("sorting", "Note").objects
    for note in notes.filter(key=None):
        notes.filter(pk=note.pk).update(key=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("sorting", "0002_bulk_same_alikerun_alikegroup_refusal_alikeidea_and_more")]

    operations = [
        migrations.AddField("note", "key", models.UUIDField(null=True)),
        migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("note", "key", models.UUIDField(default=uuid.uuid4, unique=True)),
        migrations.AlterField("savedfilter", "query", models.CharField(blank=True, max_length=2000)),
    ]
