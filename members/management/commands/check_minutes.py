from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from foundation import guards
from members.minutes import breaks, chains
from members.models import Minutes, Territory


class Command(BaseCommand):
    help = "Counts the fingerprints of all adopted minutes again, and says whether they are still what was adopted."

    def handle(self, *args, **options):
        wrong = 0
        for territory, body in chains():
            found = breaks(territory, body)
            words = {"territory": Territory.objects.get(pk=territory), "body": body}
            words["count"] = Minutes.objects.chain(territory, body).count()
            if not found:
                self.stdout.write(
                    _("%(territory)s, %(body)s: %(count)s minutes, identical to what was adopted.") % words
                )
            for one in found:
                self.stdout.write(f"{words['territory']}, {body}: {one.where}: {one.what}")
            wrong += len(found)
        if lost := guards.missing():
            self.stdout.write(_("The database lacks its guards: %(names)s.") % {"names": ", ".join(sorted(lost))})
        if wrong or lost:
            raise CommandError(
                _("Some minutes are no longer what was adopted: keep this list and a copy of the database.")
            )
