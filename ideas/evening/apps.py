from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class EveningConfig(AppConfig):
    name = "ideas.evening"
    label = "evening"

    def ready(self):
        from events import desk, table_pages
        from ideas.evening.places import address_of_code
        from ideas.evening.worded_mails import declare_all

        declare_all()

        for label, name in (
            (_("Codes of the tables"), "evening:codes"),
            (_("The wall"), "evening:wall"),
        ):
            desk.offer(desk.DeskLink(label, _page_of(name), under="night"))
        table_pages.offer(address_of_code)


def _page_of(name):
    return lambda event: reverse(name, args=[event.slug])
