from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "ideas.groups"
    label = "groups"

    def ready(self):
        from ideas import succession, team_pages
        from ideas.groups.models.founding import follow_head

        team_pages.offer(team_pages.TeamPage(_("Groups"), "groups:team_list", 30))
        succession.offer(follow_head)
