from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GroupsConfig(AppConfig):
    name = "ideas.groups"
    label = "groups"

    def ready(self):
        from ideas import beside, succession, team_pages
        from ideas.groups.models import living_groups
        from ideas.groups.models.founding import follow_head
        from ideas.groups.showing import block_of_idea
        from ideas.groups.worded_mails import declare_all

        def group_url(idea):
            living = living_groups(idea).first()
            return living.get_absolute_url() if living else reverse("groups:found", args=[idea.pk])

        declare_all()
        team_pages.offer(team_pages.TeamPage(pgettext_lazy("at work", "Groups"), "groups:team_list", 30))
        team_pages.offer_act(team_pages.IdeaAct(_("Its group"), group_url))
        succession.offer(follow_head)
        beside.offer(beside.IDEA, block_of_idea)
