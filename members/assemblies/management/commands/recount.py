from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from members.assemblies.models import Result
from members.assemblies.presenting import presented
from members.assemblies.resulting import differences


class Command(BaseCommand):
    help = (
        "Works announced results out again from their published ballots, and says whether they are identical; fails "
        "when one is not. Prints nothing but what may be shown of a secret vote (D50)."
    )

    def add_arguments(self, parser):
        parser.add_argument("resolution", type=int, nargs="*", help="numbers of rows of resolutions; without, all")

    def handle(self, *args, resolution, **options):
        found = Result.objects.released().for_display().order_by("resolution")
        found = list(found.filter(resolution__in=resolution) if resolution else found)
        wrong = [said for result in found if (said := self._recount(result))]
        if missing := set(resolution) - {result.resolution_id for result in found}:
            wrong.append(_("No announced result for resolution %(key)s.") % {"key": ", ".join(map(str, missing))})
        if wrong:
            raise CommandError("\n".join(wrong))

    def _recount(self, result):
        """Say one result aloud when it is identical; return the sentence to fail with otherwise, else ""."""
        words = {"resolution": result.resolution, "key": result.resolution_id, "what": ", ".join(differences(result))}
        if words["what"]:
            return _("NOT IDENTICAL: %(resolution)s (%(key)s). The ballots no longer give: %(what)s.") % words
        shown = presented(result)
        parts = (f"{result.resolution} ({result.resolution_id})", shown.percent, shown.outcome)
        said = " · ".join(part for part in parts if part)
        self.stdout.write(_("Identical: %(said)s") % {"said": said})
        return ""
