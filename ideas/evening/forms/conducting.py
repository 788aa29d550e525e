"""What a conductor types at the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.evening.models import Control

MINUTES = (1, 2, 5, 10, 30)


class MessageForm(forms.Form):
    """A message to all screens, and for how long."""

    message = forms.CharField(
        label=_("Message to all screens"),
        max_length=Control._meta.get_field("message").max_length,
        widget=forms.TextInput(
            attrs={"class": "form-control", "placeholder": _("The meal is served in the hall"), "autocomplete": "off"}
        ),
        error_messages={"required": _("Write the message first.")},
    )
    minutes = forms.TypedChoiceField(
        label=_("Shown for"),
        coerce=int,
        choices=[(number, f"{number} min") for number in MINUTES],
        initial=2,
        widget=forms.Select(attrs={"class": "form-select"}),
    )


class SilentForm(forms.ModelForm):
    class Meta:
        model = Control
        fields = ("silent_minutes",)
        widgets = {"silent_minutes": forms.NumberInput(attrs={"class": "form-control"})}
        labels = {"silent_minutes": _("A table is said silent after (minutes)")}
