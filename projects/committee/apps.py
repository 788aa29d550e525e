from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "projects.committee"
    label = "committee"

    def ready(self):
        from projects import stopping
        from projects.committee import (
            blocks,
            condition_blocks,
            releasing,  # noqa: F401  a kind of job
            telling_lifted,  # noqa: F401  a kind of job
        )
        from projects.committee.agenda import leave_with

        blocks.offer_all()
        condition_blocks.offer_all()
        stopping.offer(leave_with)
