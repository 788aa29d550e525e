from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoachingConfig(AppConfig):
    name = "projects.coaching"
    label = "coaching"

    def ready(self):
        from ideas import team_pages
        from projects.coaching.blocks import offer_all

        team_pages.offer(team_pages.TeamPage(_("Advice"), "coaching:team_advice", rank=70))
        offer_all()
