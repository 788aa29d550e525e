from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "projects.committee"
    label = "committee"

    def ready(self):
        from projects.committee.blocks import offer_all

        offer_all()
