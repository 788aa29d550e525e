"""Plays a whole evening over HTTP with invented people, and says what was lost, doubled or slow."""

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from config.rehearsal import cast, telling
from config.rehearsal.client import Measures, Phone, Unreachable
from config.rehearsal.playing import DOORS, Play
from config.rehearsal.report import Report, tally, timings
from config.rehearsal.stage import Stage, left_behind, strike
from events.models import Event

MOST = 600  # people: a large hall; beyond, one address types too many tickets, and no hall is behind one address
MARGIN = timedelta(hours=3)  # before a real evening: machines are being set up, doors open


class Command(BaseCommand):
    help = (
        "Rehearses an evening over HTTP: invented people arrive, write ideas and put stickers in a throw-away copy, "
        "which is then taken away. Run it where the platform runs: what is stored is counted in its database. "
        "The evening itself is only read."
    )

    def add_arguments(self, parser):
        parser.add_argument("--event", help="the evening that is copied, by the end of its address (« crepite-2019 »)")
        parser.add_argument("--participants", type=int, default=300, help=f"people, 1 to {MOST} (300)")
        parser.add_argument("--minutes", type=float, default=5, help="how long the evening lasts here (5)")
        parser.add_argument("--base-url", default="", help="address of the platform (PUBLIC_URL)")
        parser.add_argument("--keep", action="store_true", help="leave the copy there, to look at it")
        parser.add_argument("--remove", action="store_true", help="only take away copies that were kept or left")
        parser.add_argument("--json", default="", help="file where the report is written too")

    def handle(self, *, event, participants, minutes, base_url, keep, remove, **options):
        if remove:
            return self.remove()
        source = self.source(event)
        if not 1 <= participants <= MOST or not 0 < minutes <= 120:
            raise CommandError(_("From 1 to %(most)s participants, and up to 120 minutes.") % {"most": MOST})
        origin = (base_url or settings.PUBLIC_URL).rstrip("/")
        people = cast.parts(participants, seconds=minutes * 60)
        self.say(telling.opening(source, participants, minutes, origin))
        stage = Stage.set_up(source, people, doors=DOORS)
        try:
            self.check_address(stage, origin)
            play = Play(stage, people, origin=origin, seconds=minutes * 60)
            play.run(lambda progress: self.say(telling.progress(progress)))
            report = report_of(stage, play, participants)
        finally:
            if keep:
                self.say(_("The copy stays: %(url)s. `--remove` takes it away.") % {"url": stage.event.public_url})
            else:
                stage.strike()
        return self.conclude(report, options["json"])

    def source(self, slug):
        """The evening to copy; CommandError when there is none, or when a real one is near."""
        source = Event.objects.select_related("territory").filter(slug=slug).first()
        if source is None:
            raise CommandError(_("No evening has this address: --event takes the end of the address of its page."))
        if not source.tables.open().exists():
            raise CommandError(_("This evening has no table yet: there is nothing to rehearse."))
        now = timezone.now()
        near = Event.objects.upcoming(now).filter(starts_at__lt=now + MARGIN)
        near = near.exclude(territory__roles__person__in=left_behind()).first()
        if near and not settings.DEMO:
            raise CommandError(
                _("“%(evening)s” begins soon or is going on: a rehearsal would slow it down. Nothing was done.")
                % {"evening": near}
            )
        if left_behind().exists():
            self.say(_("A copy of another rehearsal is still there: `rehearse --remove` takes it away."))
        return source

    def check_address(self, stage, origin):
        """The platform at `origin` must serve this very database."""
        try:
            with closing(Phone(origin, Measures())) as phone:
                found = phone.get("wall", f"/mur/{stage.event.slug}/").status
        except Unreachable as reason:
            raise CommandError(_("%(url)s does not answer: %(why)s") % {"url": origin, "why": reason}) from None
        if found != 200:
            raise CommandError(
                _("%(url)s does not show this database (answer %(status)s): give its address with --base-url.")
                % {"url": origin, "status": found}
            )

    def remove(self):
        number = 0
        for organiser in left_behind():
            strike(organiser)
            number += 1
        self.say(_("Copies taken away: %(number)s.") % {"number": number})

    def conclude(self, report, file):
        for line in telling.lines(report):
            self.say(line)
        if file:
            Path(file).write_text(json.dumps(report.as_data(), ensure_ascii=False, indent=1), encoding="utf-8")
        if not report.is_good:
            raise CommandError(_("The rehearsal found something to mend: see above."))
        self.stdout.write(self.style.SUCCESS(_("Nothing lost, nothing doubled, no error.")))

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()


def report_of(stage, play, participants):
    """Compare the book of `play` with the database."""
    stored, book = stage.stored(), play.book
    return Report(
        participants=participants,
        seconds=round(play.clock.now(), 1),
        database=connection.vendor,
        tallies=[tally(kind, page.sent, page.acknowledged, stored[kind]) for kind, page in book.pages.items()],
        timings=timings(play.measures.taken()),
        cut=book.cut,
        again=book.again,
        over=book.over,
        mails=stage.mails(),
        troubles=book.troubles,
    )
