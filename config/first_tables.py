"""Makes the tables of a new platform from the models, in seconds: migrations are for platforms that exist.

Applying a hundred operations one after the other takes half a minute of a core, most of it spent by Django on picturing
the models between two of them. What both ways make is the same (tests/config/test_first_tables.py).
"""

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, router, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython
from django.db.migrations.recorder import MigrationRecorder


def make():
    """Make every table of a database that has none, with what migrations write in them; return whether it had none.

    All or nothing: killed in the middle, it leaves a database without tables. A migration that writes data (RunPython)
    is run on the tables of today.
    """
    if connection.introspection.table_names():
        return False
    with connection.constraint_checks_disabled(), transaction.atomic():
        with connection.schema_editor() as editor:
            for model in apps.get_models():
                if model._meta.can_migrate(connection) and router.allow_migrate_model(connection.alias, model):
                    editor.create_model(model)
        _record_migrations(editor)
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    return True


def _record_migrations(editor):
    executor, recorder = MigrationExecutor(connection), MigrationRecorder(connection)
    recorder.ensure_schema()
    for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        for operation in migration.operations:
            if isinstance(operation, RunPython):
                operation.code(apps, editor)
        recorder.record_applied(migration.app_label, migration.name)
