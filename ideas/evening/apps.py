from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class EveningConfig(AppConfig):
    name = "ideas.evening"
    label = "evening"

    def ready(self):
        from events import desk, table_pages
        from ideas.evening import printing, reading_sheets  # noqa: F401  its job is known to every process
        from ideas.evening.models.paper_photo import discard_photos_of
        from ideas.evening.places import address_of_code
        from ideas.evening.worded_mails import declare_all
        from ideas.models.photo import also_discard

        declare_all()
        also_discard(discard_photos_of)

        for label, name in (
            (_("Control desk"), "evening:control"),  # the first: the tab leads to it
            (_("The wall"), "evening:wall"),
            (_("Paper"), "evening:paper_home"),
            (_("Stickers"), "evening:voting"),
            (_("Restitution"), "evening:restitution"),
            (_("Press kit"), "evening:press"),
            (_("Check the room"), "evening:checks"),
        ):
            desk.offer(desk.DeskLink(label, _page_of(name), under="night"))
        printing.offer()
        table_pages.offer(address_of_code)
        table_pages.offer_live(lambda person: reverse("evening:live", args=[person.pk]))


def _page_of(name):
    return lambda event: reverse(name, args=[event.slug])
