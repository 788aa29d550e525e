from django.apps import AppConfig


class CooperativeConfig(AppConfig):
    name = "members.cooperative"
    label = "cooperative"

    def ready(self):
        """The dashboard of the board gathers what waits in each area."""
        from members.cooperative import awaiting
        from members.cooperative.duties_register import of_register
        from members.cooperative.duties_year import of_year

        awaiting.offer(of_register)
        awaiting.offer(of_year)
