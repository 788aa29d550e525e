"""Makes a real platform ready, for `make start`; while nobody administers it, prints the link to its assistant."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.demonstration import loading
from members import starting


class Command(BaseCommand):
    help = "Make the database ready without demonstration; print the secret link to the assistant on an empty platform."

    def handle(self, *args, **options):
        call_command("prepare")
        if loading.is_loaded():
            raise CommandError(
                "\nCe dossier contient la démonstration : rien n’a été démarré. Prenez un autre dossier "
                "(VAR_DIR=/srv/soiree make start), ou enlevez-la : python3 config/launch.py manage remove_demo.\n"
                "This folder holds the demonstration: nothing was started. Take another folder "
                "(VAR_DIR=/srv/soiree make start), or remove it: python3 config/launch.py manage remove_demo."
            )
        if starting.is_unclaimed():
            self.stdout.write(starting.new_link())
