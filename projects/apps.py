from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self):
        from ideas import beside, journeys, succession, team_pages
        from ideas.models import Stage, life
        from projects import helping, living, standing_beside
        from projects.journey import path_of
        from projects.starting import project_of
        from projects.succeeding import follow_head

        def start_url(idea):
            made = project_of(idea)
            return made.workspace_url if made else f"{reverse('projects:team_start')}?idee={idea.pk}"

        helping.offer_all()
        journeys.offer(path_of)
        beside.offer(beside.GROUP, standing_beside.on_group)
        beside.offer(beside.IDEA, standing_beside.on_idea)
        succession.offer(follow_head)
        life.require(Stage.GROUPED, living.group_missing)
        life.require(Stage.PROJECT, living.project_missing)
        team_pages.offer(team_pages.TeamPage(_("Projects"), "projects:team_list", rank=40))
        team_pages.offer(team_pages.TeamPage(_("Seek someone"), "projects:team_seeking", rank=50))
        team_pages.offer(team_pages.TeamPage(_("Board"), "projects:board", rank=60))
        team_pages.offer_act(team_pages.IdeaAct(_("Its project"), start_url))
