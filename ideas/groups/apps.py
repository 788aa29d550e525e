from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class GroupsConfig(AppConfig):
    name = "ideas.groups"
    label = "groups"

    def ready(self):
        from ideas import beside, succession, team_pages
        from ideas.groups.models.founding import follow_head
        from ideas.groups.showing import block_of_idea
        from ideas.groups.worded_mails import declare_all

        declare_all()
        team_pages.offer(team_pages.TeamPage(pgettext_lazy("at work", "Groups"), "groups:team_list", 30))
        succession.offer(follow_head)
        beside.offer(beside.IDEA, block_of_idea)
