from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self):
        from ideas import journeys
        from projects.journey import path_of

        journeys.offer(path_of)
