"""Forgets those who have not come for three years, or says what would be forgotten (D58)."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from config import forgetting


class Command(BaseCommand):
    help = "Write to those who will be forgotten in a month, forget those who were told; beat does it every day."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be done and do nothing")

    def handle(self, *, dry_run, **options):
        report = forgetting.expire(now=timezone.now(), dry_run=dry_run)
        for count, words in (
            (report.told, _("addresses told that they will be forgotten in a month")),
            (report.waiting, _("addresses told before, whose month is not over")),
            (report.forgotten, _("addresses forgotten")),
        ):
            self.stdout.write(f"{count:>7}  {words}")
        for name, count in sorted(report.rows.items()):
            self.stdout.write(f"{count:>7}  " + _("%(name)s: rows forgotten by their age") % {"name": name})
        if dry_run:
            self.stdout.write(_("Nothing was changed (dry run)."))
