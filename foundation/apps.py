from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class FoundationConfig(AppConfig):
    name = "foundation"

    def ready(self):
        from foundation import guards

        pre_migrate.connect(guards.leave_before_migrations, sender=self)
        post_migrate.connect(guards.return_after_migrations, sender=self)
