from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "projects.committee"
    label = "committee"
