from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from config import first_tables


class Command(BaseCommand):
    help = "Makes the database ready for this version, in one process so that a start stays short."

    def handle(self, *args, **options):
        if not first_tables.make():
            call_command("migrate", verbosity=0, interactive=False, stdout=self.stdout)
        if "cache" in settings.DATABASES:
            call_command("createcachetable", database="cache", verbosity=0)
        if settings.DEMO:
            call_command("load_demo", stdout=self.stdout)
