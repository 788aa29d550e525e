"""A structure that helps a project."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PartnerForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the structure"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "list": "structures"}),
        error_messages={"required": _("Write the name of the structure.")},
    )
    brings = forms.CharField(
        label=_("What it brings"),
        max_length=250,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("A room, two mornings a month")}),
    )
    contact = forms.CharField(
        label=_("Whom to ask there"),
        max_length=200,
        required=False,
        help_text=_("A name, a phone: the group and the team alone read it."),
    )
    since = forms.DateField(
        label=_("Since"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    agreed = forms.BooleanField(label=_("This structure agreed to be named on the public page"), required=False)

    def __init__(self, data=None, *, partner=None):
        names = ("name", "brings", "contact", "since")
        initial = {name: getattr(partner, name) for name in names} if partner else {}
        super().__init__(data, initial={**initial, "agreed": bool(partner and partner.agreed_on)})
        self.partner = partner
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_since(self):
        since = self.cleaned_data["since"]
        if since and since > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come: leave it empty until they help."))
        return since

    def values(self):
        """What was typed, as `Partner`'s verbs take it."""
        return self.cleaned_data
