from django.apps import AppConfig


class CooperativeConfig(AppConfig):
    name = "members.cooperative"
    label = "cooperative"
