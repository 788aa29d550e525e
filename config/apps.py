from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "config"
    label = "house"

    def ready(self):
        from config import checks  # noqa: F401  (registers them)
