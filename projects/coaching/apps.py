from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class CoachingConfig(AppConfig):
    name = "projects.coaching"
    label = "coaching"

    def ready(self):
        from ideas import team_pages
        from projects.coaching.blocks import offer_all

        team_pages.offer(
            team_pages.TeamPage(pgettext_lazy("page of the team", "Advice"), "coaching:team_advice", rank=70)
        )
        offer_all()
