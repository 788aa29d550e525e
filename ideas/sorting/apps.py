from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SortingConfig(AppConfig):
    name = "ideas.sorting"
    label = "sorting"

    def ready(self):
        from ideas import team_pages
        from ideas.sorting import comparing  # noqa: F401  its job is known to every process

        team_pages.offer(team_pages.TeamPage(_("Sorting"), "sorting:board", 10))
        team_pages.offer(team_pages.TeamPage(_("Similar ideas"), "sorting:alike", 20))
