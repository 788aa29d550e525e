from django.apps import AppConfig


class AssembliesConfig(AppConfig):
    name = "members.assemblies"
    label = "assemblies"
