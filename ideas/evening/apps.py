from django.apps import AppConfig


class EveningConfig(AppConfig):
    name = "ideas.evening"
    label = "evening"
