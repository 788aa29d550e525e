from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from config.demonstration import leaving


class Command(BaseCommand):
    help = "Takes the demonstration away, with all that was tried in it, after a backup."

    def add_arguments(self, parser):
        parser.add_argument("--yes", action="store_true", help="do it without asking")

    def handle(self, *, yes, **options):
        evenings, people = leaving.made_by_hand()
        told = {"evenings": ", ".join(str(evening) for evening in evenings) or _("none"), "people": people}
        self.stdout.write(
            _("What you tried leaves too: evenings made by hand: %(evenings)s; people added: %(people)s.") % told
        )
        if not yes and input(_("Type “remove” to go on: ")).strip() not in {"remove", _("remove")}:
            raise CommandError(_("Nothing was changed."))
        try:
            kept = leaving.remove()
        except leaving.NoDemonstration:
            raise CommandError(_("The demonstration is not here: nothing was changed.")) from None
        self.stdout.write(
            _("The platform is empty. What it held is kept in %(file)s. `make start` begins for real.") % {"file": kept}
        )
