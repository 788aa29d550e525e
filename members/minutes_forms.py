"""Completing draft minutes, adopting them, following them: what people type, under what the platform wrote (D51)."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from foundation.typography import long_date
from members.models import MinutesSigned

TEXTS = ("place", "convening", "opened", "closed", "remarks")


class MinutesForm(forms.Form):
    """Corrects a draft: facts that people know better than the platform, remarks; never what the votes said.

    A room gives `untouched`, what does not change here, and `sections`; it adds the fields that are its own.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    place = forms.CharField(label=pgettext_lazy("session", "Place"), max_length=300)
    convening = forms.CharField(label=_("Way of convening"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    opened = forms.CharField(label=pgettext_lazy("meeting", "Opened"), max_length=80)
    closed = forms.CharField(label=pgettext_lazy("meeting", "Closed"), max_length=80)
    remarks = forms.CharField(max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, data=None, *, minutes):
        self.content = minutes.content
        started = {name: self.content[name] for name in TEXTS} | {"version": minutes.version}
        super().__init__(data, initial=started)
        for one in self.content["decisions"]:
            self.fields[f"remarks_{one['key']}"] = forms.CharField(
                label=one["title"], max_length=3000, required=False, initial=one["remarks"],
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def sections(self):
        """Return [(title, hint, [bound field])], in the order of the page."""
        raise NotImplementedError

    def meeting_fields(self):
        return [self[name] for name in ("place", "convening", "opened", "closed")]

    def decision_fields(self):
        return [self[f"remarks_{one['key']}"] for one in self.content["decisions"]]

    def corrected(self):
        """Return the content with what was typed."""
        typed = self.cleaned_data
        decisions = [one | {"remarks": typed[f"remarks_{one['key']}"]} for one in self.content["decisions"]]
        return self.content | {name: typed[name] for name in TEXTS} | {"decisions": decisions}


class AdoptionForm(forms.Form):
    """How minutes are adopted: at once, or at a later meeting; a room gives the words.

    `ways` are the choices (key, label), the later meeting under `LATER`; `said` what the minutes will say of each,
    `day_label`, `without_day` and `wrong_day` what is asked and refused about the day of that meeting.
    """

    LATER = "later"
    version = forms.IntegerField(widget=forms.HiddenInput)
    how = forms.ChoiceField(label=_("Adopted"), widget=forms.RadioSelect)
    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, data=None, *, minutes):
        super().__init__(data, initial={"version": minutes.version, "how": self.ways[0][0]})
        self.minutes = minutes
        self.fields["how"].choices = self.ways
        self.fields["day"].label = self.day_label

    def clean(self):
        cleaned = super().clean()
        day, today = cleaned.get("day"), timezone.localdate()
        if cleaned.get("how") == self.LATER and not self.errors.get("day"):
            if day is None:
                self.add_error("day", self.without_day)
            elif not self.minutes.held_on + timedelta(days=1) <= day <= today:
                self.add_error("day", ValidationError(self.wrong_day, code="day"))
        return cleaned

    def words(self):
        """How, as the minutes will say it in their language; nothing where who signs says it all."""
        language, day = self.minutes.language, self.cleaned_data["day"]
        with override(language):
            return str(self.said[self.cleaned_data["how"]]) % {"day": day and long_date(day, language=language)}


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
