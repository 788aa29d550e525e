from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "projects.committee"
    label = "committee"

    def ready(self):
        from projects import stopping
        from projects.committee import releasing  # noqa: F401  a kind of job
        from projects.committee.agenda import leave_with
        from projects.committee.blocks import offer_all

        offer_all()
        stopping.offer(leave_with)
