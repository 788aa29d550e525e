from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self):
        # Kinds of long work that any process may resume; what says that it will leave.
        from events import coming_year, telling  # noqa: F401
        from events.importing import applying, planning  # noqa: F401
        from events.worded_mails import declare_all

        declare_all()
