"""Forms of a vote: until when, closed by whom has looked, who counts the papers."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.assemblies.models import BallotChoice, Teller


class OpeningForm(forms.Form):
    closes_at = forms.DateTimeField(
        label=_("No vote on screens after (optional)"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "form-control"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("By the server’s clock. Without an hour, one votes until you close the vote."),
    )


class ClosingForm(forms.Form):
    blank_choice = forms.ChoiceField(
        label=_("The board asks to vote"),
        choices=[
            (BallotChoice.FOR, pgettext_lazy("ballot", "For")),
            (BallotChoice.AGAINST, pgettext_lazy("ballot", "Against")),
        ],
        required=False,
        initial=BallotChoice.FOR,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    sure = forms.BooleanField(
        label=_("Everyone has voted, or had the time to"),
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        error_messages={"required": _("Tick the box to close the vote: a closed vote is never opened again.")},
    )


class TellerForm(forms.ModelForm):
    class Meta:
        model = Teller
        fields = ["name"]
        widgets = {"name": forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"})}
