from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.archives import writing


class Command(BaseCommand):
    help = "Writes every row and stored file in one file, while the platform goes on."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", help="where; by default in the folder backups of VAR_DIR")

    def handle(self, *, file, **options):
        name = f"{writing.PREFIX}{timezone.localtime():%Y-%m-%d-%H%M%S}.zip"
        path = Path(file) if file else Path(settings.VAR_DIR) / "backups" / name
        if path.exists():
            raise CommandError(f"{path} is there already: it was left as it is.")
        try:
            manifest = writing.write(path)
        except (OSError, writing.CannotBackUp) as error:
            raise CommandError(str(error)) from None
        rows = sum(told["rows"] for told in manifest["tables"].values())
        size = path.stat().st_size / 1e6
        self.stdout.write(f"{path}: {rows} rows, {len(manifest['media'])} files, {size:.1f} MB.")
        self.stdout.write("It holds people's names and the secret key: keep it as you keep the keys of the house.")
