from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from config.demonstration import loading
from foundation.typography import number


class Command(BaseCommand):
    help = (
        "Loads the demonstration into an empty database; run again, brings its dates to today and changes nothing else."
    )

    def handle(self, *args, **options):
        now = timezone.now()
        try:
            if loading.is_loaded():
                self.refresh(now)
            else:
                self.load(now)
        except loading.OtherPeopleLiveHere as refusal:
            raise CommandError(str(refusal)) from None

    def load(self, now):
        self.stdout.write(_("Loading the demonstration (everything in it is invented)…"))
        loading.load(now=now, say=lambda step: self.stdout.write(f"  {step}"))
        told = ", ".join(f"{number(count, language='fr')} {words}" for count, words in loading.summary())
        self.stdout.write(_("The demonstration is ready: %(told)s.") % {"told": told})

    def refresh(self, now):
        moved, arrived = loading.refresh(now=now)
        if moved:
            self.stdout.write(_("The demonstration was moved: « ce soir » is tonight."))
        if arrived:
            self.stdout.write(_("The evening has begun: %(count)d people have arrived.") % {"count": arrived})
        if not moved and not arrived:
            self.stdout.write(_("The demonstration is already there and up to date: nothing was changed."))
