from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "ideas.groups"
    label = "groups"
