from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from members.assemblies.models import Result
from members.assemblies.presenting import presented
from members.assemblies.resulting import differences


class Command(BaseCommand):
    help = (
        "Works the result of a resolution out again from its published ballots, and says whether it is identical. "
        "Prints nothing but what may be shown of a secret vote (D50)."
    )

    def add_arguments(self, parser):
        parser.add_argument("resolution", type=int, help="number of the row of the resolution")

    def handle(self, *args, resolution, **options):
        result = Result.objects.released().for_display().filter(resolution=resolution).first()
        if result is None:
            raise CommandError(_("No announced result for resolution %(key)s.") % {"key": resolution})
        if wrong := differences(result):
            raise CommandError(_("Not identical: %(what)s.") % {"what": ", ".join(wrong)})
        shown = presented(result)
        said = " · ".join(part for part in (str(result.resolution), shown.percent, shown.outcome) if part)
        self.stdout.write(_("Identical: %(said)s") % {"said": said})
