"""Completing the draft minutes of an assembly, adopting them: never what the sheet and the votes say (D51)."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from foundation.typography import long_date
from members.assemblies.minutes import LANGUAGE
from members.models import MinutesSigned

TEXTS = ("place", "convening", "opened", "closed", "remarks")


class MinutesForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    place = forms.CharField(label=pgettext_lazy("session", "Place"), max_length=300)
    convening = forms.CharField(label=_("Way of convening"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    opened = forms.CharField(label=pgettext_lazy("meeting", "Opened"), max_length=80)
    closed = forms.CharField(label=pgettext_lazy("meeting", "Closed"), max_length=80)
    remarks = forms.CharField(
        label=_("Debates and remarks"),
        help_text=_("What was said that the minutes must keep; never how anyone voted in a secret vote."),
        max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip

    def __init__(self, data=None, *, minutes):
        self.content = minutes.content
        started = {name: self.content[name] for name in TEXTS} | {"version": minutes.version}
        super().__init__(data, initial=started)
        for one in self.content["decisions"]:
            self.fields[f"remarks_{one['key']}"] = forms.CharField(
                label=one["title"], max_length=3000, required=False, initial=one["remarks"],
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def decision_fields(self):
        return [self[f"remarks_{one['key']}"] for one in self.content["decisions"]]

    def corrected(self):
        """Return the content with what was typed."""
        typed = self.cleaned_data
        decisions = [one | {"remarks": typed[f"remarks_{one['key']}"]} for one in self.content["decisions"]]
        return self.content | {name: typed[name] for name in TEXTS} | {"decisions": decisions}


class AdoptionForm(forms.Form):
    """How the minutes are adopted: by the officers of the meeting, or by a later assembly."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=_("Adopted"), widget=forms.RadioSelect, initial="officers",
        choices=[
            ("officers", _("by the officers of the meeting, who sign them")),
            ("later", _("by the members, at a later general meeting")),
        ],
    )  # fmt: skip
    day = forms.DateField(
        label=_("Day of that general meeting"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data=None, *, minutes):
        super().__init__(data, initial={"version": minutes.version})
        self.held_on = minutes.held_on

    def clean(self):
        cleaned = super().clean()
        day, today = cleaned.get("day"), timezone.localdate()
        if cleaned.get("how") == "later" and not self.errors.get("day"):
            if day is None:
                self.add_error("day", _("Say the day of the general meeting that adopted these minutes."))
            elif not self.held_on + timedelta(days=1) <= day <= today:
                self.add_error("day", ValidationError(_("Choose a day between that meeting and today."), code="day"))
        return cleaned

    def words(self):
        """How, as the minutes will say it in their language."""
        with override(LANGUAGE):
            if self.cleaned_data["how"] == "officers":
                return str(_("By the officers of the meeting."))
            day = long_date(self.cleaned_data["day"], language=LANGUAGE)
            return str(_("By the members, at their general meeting of %(day)s.") % {"day": day})


class AddendumForm(forms.Form):
    text = forms.CharField(
        label=_("What the addendum says"),
        help_text=_("It is signed with your name and dated; it no longer changes either."),
        max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip


class SignedForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What it is"), choices=MinutesSigned.Kind, widget=forms.RadioSelect, initial="scan"
    )
    file = forms.FileField(
        label=_("The file"), help_text=_("A PDF, or a photo of the signed page (JPEG, PNG)."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )  # fmt: skip


class SetAsideForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=200)
