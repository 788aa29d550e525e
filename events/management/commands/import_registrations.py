"""Imports a HelloAsso or Eventbrite export from the terminal, or takes an import back."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from events.importing import applying, planning
from events.importing.reasons import sentences
from events.models import Event, ImportBatch, ImportRow
from foundation import jobs

SHOWN = 200  # lines of each kind: a terminal keeps about a thousand
EXPLAINED = (ImportRow.Outcome.DOUBTFUL, ImportRow.Outcome.SKIPPED, ImportRow.Outcome.REJECTED)


class Command(BaseCommand):
    help = "Import registrations from a HelloAsso or Eventbrite export (CSV or XLSX); importing again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="the export, .csv or .xlsx")
        parser.add_argument("--event", metavar="SLUG", help="address of the evening, as in /soirees/SLUG/")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done and do nothing")
        parser.add_argument("--tell", action="store_true", help="mail their ticket to the people imported")
        parser.add_argument("--undo", metavar="BATCH", type=int, help="take an import of the last 24 hours back")

    def handle(self, *, file, event, dry_run, tell, undo, **options):
        try:
            if undo:
                self._undo(undo)
            elif file and event:
                self._import(event, file, dry_run=dry_run, tell=tell)
            else:
                raise CommandError(_("Give --event SLUG and a file, or --undo BATCH."))
        except ValidationError as refusal:
            raise CommandError("\n".join(refusal.messages)) from None

    def _import(self, slug, path, *, dry_run, tell):
        batch = planning.receive(
            _event(slug), name=path.name, content=_content(path), by=None, at_once=True, watch=self._watch
        )
        if batch.awaits_columns:
            batch.drop()
            raise CommandError(_("Nobody told what these columns are: import this list once in the page first."))
        self._check(planning.KIND, batch)
        if not dry_run:
            applying.begin(batch, tell=tell, at_once=True, watch=self._watch)
            self._check(applying.APPLY, batch)
        self._report(batch)
        if dry_run:
            self.stdout.write(_("Nothing was imported (dry run)."))
        else:
            self.stdout.write(_("To take it back within 24 hours: --undo %(batch)s") % {"batch": batch.pk})

    def _undo(self, pk):
        batch = ImportBatch.objects.filter(pk=pk).first()
        if batch is None:
            raise CommandError(_("There is no import number %(batch)s.") % {"batch": pk})
        applying.begin_undoing(batch, at_once=True, watch=self._watch)
        self._check(applying.UNDO, batch)
        kept = batch.rows.kept()
        self.stdout.write(
            _("%(gone)s registrations taken back, %(kept)s kept.")
            % {"gone": batch.rows.taken_back().count(), "kept": kept.count()}
        )
        self._lines(kept)

    def _report(self, batch):
        self.stdout.write(f"{batch.file_name} ({batch.get_source_display()}) → {batch.event}")
        for outcome, count in batch.counts().items():
            self.stdout.write(f"{count:>7}  {outcome.label}")
        if batch.ignored:
            self.stdout.write(_("Columns left out: %(columns)s") % {"columns": ", ".join(batch.ignored)})
        for outcome in EXPLAINED:
            rows = batch.rows.of_outcome(outcome)
            if rows:
                self.stdout.write(f"\n{outcome.label.capitalize()}")
                self._lines(rows)
        unplaced = batch.rows.without_workshop()
        if unplaced:
            self.stdout.write("\n" + _("Registered, to be placed"))
            self._lines(unplaced)

    def _lines(self, rows):
        for row in rows[:SHOWN]:
            self.stdout.write(f"{row.number:>7}  {row.full_name}: {' '.join(sentences(row))}")
        more = rows.count() - SHOWN
        if more > 0:
            self.stdout.write(_("… and %(count)s more lines.") % {"count": more})

    def _watch(self, done, total):
        self.stderr.write(f"{done} / {total}")

    def _check(self, kind, batch):
        job = jobs.find(kind, batch.pk)
        if job.state != job.State.DONE:
            raise CommandError(_("It stopped at line %(done)s: %(error)s") % {"done": job.done, "error": job.error})


def _event(slug):
    event = Event.objects.filter(slug=slug).first()
    if event is None:
        known = ", ".join(Event.objects.order_by("-starts_at").values_list("slug", flat=True)[:10])
        raise CommandError(_("There is no evening “%(slug)s”. Known: %(known)s") % {"slug": slug, "known": known})
    return event


def _content(path):
    try:
        if path.stat().st_size > settings.UPLOAD_MAX_BYTES:
            raise CommandError(
                _("“%(name)s” weighs more than %(limit)s MB: cut it into several files.")
                % {"name": path.name, "limit": settings.UPLOAD_MAX_BYTES // 1024 // 1024}
            )
        return path.read_bytes()
    except OSError as error:
        details = {"name": path, "error": error.strerror}
        raise CommandError(_("“%(name)s” cannot be read: %(error)s") % details) from None
