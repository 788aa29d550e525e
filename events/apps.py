from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self):
        from events.importing import applying, planning  # noqa: F401  (kinds of long work that any process may resume)
