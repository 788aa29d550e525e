from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import guards
from members.minutes import breaks, chains
from members.models import Minutes, Territory


class Command(BaseCommand):
    help = "Counts the fingerprints of all adopted minutes again, and says whether they are still what was adopted."

    def handle(self, *args, **options):
        wrong = sum(self.check_chain(*chain) for chain in chains())
        if wrong:
            raise CommandError(
                _("Some minutes are no longer what was adopted: keep this list and a copy of the database.")
            )
        if lost := guards.missing():
            raise CommandError(
                _("The database lacks its guards (%(names)s): run `manage.py prepare`.")
                % {"names": ", ".join(sorted(lost))}
            )

    def check_chain(self, territory, body):
        """Say what is wrong with the minutes of one body, or that nothing is; return how much."""
        found = breaks(territory, body)
        count = Minutes.objects.chain(territory, body).count()
        words = {"territory": Territory.objects.get(pk=territory), "body": body, "count": count}
        if not found:
            said = ngettext(
                "%(territory)s, %(body)s: %(count)s minutes, identical to what was adopted.",
                "%(territory)s, %(body)s: %(count)s minutes, all identical to what was adopted.",
                count,
            )
            self.stdout.write(said % words)
        for one in found:
            self.stdout.write(f"{words['territory']}, {body}: {one.where}: {one.what}")
        return len(found)
