"""What completing and adopting the minutes of a session have of their own: officers, attendance, words."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from members import minutes_forms
from members.minutes import LANGUAGE
from projects.committee.minutes import states


class MinutesForm(minutes_forms.MinutesForm):
    untouched = _(
        "What the votes said, the recusals and the decisions come from the platform: they do not change here."
    )

    def __init__(self, data=None, *, minutes):
        super().__init__(data, minutes=minutes)
        self.fields["remarks"].label = _("Remarks on the session")
        self.fields["remarks"].help_text = _("What was said that the minutes must keep; never how anyone voted.")
        for place, one in enumerate(self.content["officers"]):
            self.fields[f"officer_{place}"] = forms.CharField(
                label=one["role"], max_length=200, required=not place, initial=one["name"]
            )
        for line in self.content["attendance"]:
            with override(LANGUAGE):
                known = [str(one) for one in states(line)]
            said = [*known, *([line["state"]] if line["state"] not in known else [])]
            self.fields[f"state_{line['key']}"] = forms.ChoiceField(
                label=line["name"], choices=[(one, one) for one in said], initial=line["state"]
            )

    def sections(self):
        officers = [self[f"officer_{place}"] for place in range(len(self.content["officers"]))]
        attendance = [self[f"state_{line['key']}"] for line in self.content["attendance"]]
        never = _("Optional. Never write here how someone voted.")
        return [
            (pgettext_lazy("minutes", "The session"), "", [*self.meeting_fields(), *officers]),
            (_("Who attended"), "", attendance),
            (_("Remarks on each file"), never, self.decision_fields()),
            (_("Remarks"), "", [self["remarks"]]),
        ]

    def corrected(self):
        typed = self.cleaned_data
        attendance = [line | {"state": typed[f"state_{line['key']}"]} for line in self.content["attendance"]]
        officers = [one | {"name": typed[f"officer_{place}"]} for place, one in enumerate(self.content["officers"])]
        return super().corrected() | {"officers": officers, "attendance": attendance}


class AdoptionForm(minutes_forms.AdoptionForm):
    """By the chair, or by the committee at a later session."""

    ways = [("chair", _("by the chair")), ("later", _("by the committee, at a later session"))]
    said = {"chair": "", "later": _("By the committee, at its session of %(day)s.")}
    day_label = _("Day of that session")
    without_day = _("Say the day of the session that adopted these minutes.")
    wrong_day = _("Choose a day between that session and today.")
