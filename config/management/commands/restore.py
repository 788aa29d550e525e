from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.archives import reading
from members.assemblies.restoring import forget_lost_ballots
from projects.committee.restoring import forget_lost_votes


class Command(BaseCommand):
    help = "Puts a backup back in an empty platform, comparing each row; --verify only tries, in a folder of its own."
    requires_system_checks = []  # the tables may not be there yet

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--verify", action="store_true", help="restore elsewhere, compare row by row, throw away")

    def handle(self, *, file, verify, **options):
        try:
            manifest = reading.verify(file) if verify else reading.restore(file)
        except reading.CannotRestore as refusal:
            raise CommandError(str(refusal)) from None
        rows = sum(told["rows"] for told in manifest["tables"].values())
        told = f"{rows} rows of {len(manifest['tables'])} tables and {len(manifest['media'])} files"
        if verify:
            self.stdout.write(f"This backup of {manifest['made_at'][:16]} can be restored: {told}, each compared.")
            return
        self.stdout.write(f"Restored: {told}, each compared with the backup of {manifest['made_at'][:16]}.")
        if lost := forget_lost_votes():
            self.stdout.write(f"{lost} votes of the committee were going on: no backup holds them. Ask for them again.")
        if lost := forget_lost_ballots():
            self.stdout.write(f"{lost} ballots of an assembly were in the urn: no backup holds them. Vote again.")
        with open(settings.VAR_DIR / "secret_key") as kept:
            if kept.read() != settings.SECRET_KEY:
                self.stdout.write("Stop the platform and start it again: its secret key is now that of the backup.")
