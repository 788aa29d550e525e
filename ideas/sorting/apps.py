from django.apps import AppConfig


class SortingConfig(AppConfig):
    name = "ideas.sorting"
    label = "sorting"
