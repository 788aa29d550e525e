"""The words of completing and adopting the minutes of an assembly: never what the sheet and the votes say."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import minutes_forms


class MinutesForm(minutes_forms.MinutesForm):
    untouched = _("The attendance, the quorum and the results come from the platform: they do not change here.")

    def __init__(self, data=None, *, minutes):
        super().__init__(data, minutes=minutes)
        self.fields["remarks"].label = _("Debates and remarks")
        self.fields["remarks"].help_text = _(
            "What was said that the minutes must keep; never how anyone voted in a secret vote."
        )

    def sections(self):
        never = _("Optional. Never write here how someone voted in a secret vote.")
        return [
            (pgettext_lazy("minutes", "The meeting"), "", [*self.meeting_fields(), self["remarks"]]),
            (_("Remarks on each resolution"), never, self.decision_fields()),
        ]


class AdoptionForm(minutes_forms.AdoptionForm):
    """By the officers of the meeting, or by a later assembly."""

    ways = [
        ("officers", _("by the officers of the meeting, who sign them")),
        ("later", _("by the members, at a later general meeting")),
    ]
    said = {
        "officers": _("By the officers of the meeting."),
        "later": _("By the members, at their general meeting of %(day)s."),
    }
    day_label = _("Day of that general meeting")
    without_day = _("Say the day of the general meeting that adopted these minutes.")
    wrong_day = _("Choose a day between that meeting and today.")
