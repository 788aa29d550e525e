from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import pgettext_lazy


class AssembliesConfig(AppConfig):
    name = "members.assemblies"
    label = "assemblies"

    def ready(self):
        """The cooperative's pages lead here, without knowing this room."""
        from foundation.offers import Block
        from members.assemblies import my_part
        from members.assemblies.coming import section_of
        from members.assemblies.duties_calling import of_calls
        from members.assemblies.duties_results import of_minutes
        from members.assemblies.told_to_board import meetings
        from members.cooperative import awaiting, tabs
        from members.cooperative import meetings as told_meetings
        from members.cooperative.sections import space

        address = lambda cooperative: reverse("assemblies:list", args=[cooperative.territory.slug])  # noqa: E731
        tabs.offer(tabs.Tab("assemblies", pgettext_lazy("cooperative", "Meetings and votes"), address))
        space.offer(Block("assemblies/_coming.html", section_of, rank=10))
        my_part.offer_all()
        told_meetings.offer(meetings)
        awaiting.offer(of_calls)
        awaiting.offer(of_minutes)
