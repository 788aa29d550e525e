from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class IdeasConfig(AppConfig):
    name = "ideas"

    def ready(self):
        from events import coming, desk, exports
        from ideas import team_pages, telling_many  # noqa: F401  a kind of job
        from ideas.coming import follow_ups
        from ideas.worded_mails import declare_all

        declare_all()
        team_pages.offer(team_pages.TeamPage(_("Merges"), "ideas:merges", 25))
        team_pages.offer_act(team_pages.IdeaAct(_("Put together with another idea"), _unite))
        coming.offer(follow_ups)
        desk.offer(
            desk.DeskLink(
                _("Follow-ups"), lambda event: reverse("ideas:follow_ups", args=[event.slug]), under="messages"
            )
        )

        exports.offer(exports.Export(_("Ideas"), _("every idea of the evening, with its receipt"), "ideas:idea_csv"))
        exports.offer(
            exports.Export(_("Follow-ups"), _("what authors answered after a month and three"), "ideas:follow_ups_csv")
        )
        desk.offer(desk.DeskLink(_("Ideas"), lambda event: reverse("ideas:moderation", args=[event.slug]), tab=True))
        desk.offer(desk.DeskLink(_("Type for someone"), lambda event: reverse("ideas:enter", args=[event.slug])))
        desk.offer(desk.DeskLink(_("Gatherings of ideas"), lambda event: reverse("ideas:gathering_list")))


def _unite(idea):
    """The address where `idea` is put together with others."""
    return f"{reverse('ideas:unite')}?idees={idea.whole_id or idea.pk}"
