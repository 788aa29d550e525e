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

        desk.offer(desk.DeskLink(_("The wall"), lambda event: reverse("evening:wall", args=[event.slug])))
        desk.offer(
            desk.DeskLink(_("Codes of the tables, to print"), lambda event: reverse("evening:codes", args=[event.slug]))
        )
        table_pages.offer(address_of_code)
