"""Completing draft minutes, adopting them, following them: what people type, under what the platform wrote."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from foundation.typography import long_date
from members.models import MinutesSigned
from projects.committee.minutes import LANGUAGE, states

TEXTS = ("place", "convening", "opened", "closed")


class MinutesForm(forms.Form):
    """Corrects a draft: facts that people know better than the platform, remarks; never what the votes said."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    place = forms.CharField(label=pgettext_lazy("session", "Place"), max_length=300)
    convening = forms.CharField(label=_("Way of convening"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    opened = forms.CharField(label=pgettext_lazy("meeting", "Opened"), max_length=80)
    closed = forms.CharField(label=pgettext_lazy("meeting", "Closed"), max_length=80)
    remarks = forms.CharField(
        label=_("Remarks on the session"),
        help_text=_("What was said that the minutes must keep; never how anyone voted."),
        max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip

    def __init__(self, data=None, *, minutes):
        content = minutes.content
        started = {name: content[name] for name in (*TEXTS, "remarks")} | {"version": minutes.version}
        super().__init__(data, initial=started)
        self.content = content
        for place, one in enumerate(content["officers"]):
            self.fields[f"officer_{place}"] = forms.CharField(
                label=one["role"], max_length=200, required=not place, initial=one["name"]
            )
        for line in content["attendance"]:
            with override(LANGUAGE):
                known = [str(one) for one in states(line)]
            said = [*known, *([line["state"]] if line["state"] not in known else [])]
            self.fields[f"state_{line['key']}"] = forms.ChoiceField(
                label=line["name"], choices=[(one, one) for one in said], initial=line["state"]
            )
        for one in content["decisions"]:
            self.fields[f"remarks_{one['key']}"] = forms.CharField(
                label=one["title"], max_length=2000, required=False, initial=one["remarks"],
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def attendance_fields(self):
        return [self[f"state_{line['key']}"] for line in self.content["attendance"]]

    def officer_fields(self):
        return [self[f"officer_{place}"] for place in range(len(self.content["officers"]))]

    def decision_fields(self):
        return [self[f"remarks_{one['key']}"] for one in self.content["decisions"]]

    def corrected(self):
        """Return the content with what was typed."""
        typed = self.cleaned_data
        texts = {name: typed[name] for name in (*TEXTS, "remarks")}
        attendance = [line | {"state": typed[f"state_{line['key']}"]} for line in self.content["attendance"]]
        officers = [one | {"name": typed[f"officer_{place}"]} for place, one in enumerate(self.content["officers"])]
        decisions = [one | {"remarks": typed[f"remarks_{one['key']}"]} for one in self.content["decisions"]]
        return self.content | texts | {"officers": officers, "attendance": attendance, "decisions": decisions}


class AdoptionForm(forms.Form):
    """How the minutes are adopted: by the chair, or by the committee at a later session."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=_("Adopted"), widget=forms.RadioSelect, initial="chair",
        choices=[("chair", _("by the chair")), ("later", _("by the committee, at a later session"))],
    )  # fmt: skip
    day = forms.DateField(
        label=_("Day of that session"),
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
                self.add_error("day", _("Say the day of the session that adopted these minutes."))
            elif not self.held_on + timedelta(days=1) <= day <= today:
                self.add_error("day", ValidationError(_("Choose a day between that session and today."), code="day"))
        return cleaned

    def words(self):
        """At which session, as the minutes will say it in their language; nothing when the chair adopts them alone."""
        if self.cleaned_data["how"] == "chair":
            return ""
        with override(LANGUAGE):
            day = long_date(self.cleaned_data["day"], language=LANGUAGE)
            return str(_("By the committee, at its session of %(day)s.") % {"day": day})


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
