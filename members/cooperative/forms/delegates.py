"""A structure names who votes for it (D41)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.phones import clean_phone


class MyDelegateForm(forms.Form):
    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("This person signs in and votes with it once they answered our message."),
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=30, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    sure = forms.BooleanField(
        label=_("The structure decided it: from now on this person votes for it, and I no longer do."),
        error_messages={"required": _("Tick the box: the change counts at once.")},
    )

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def values(self):
        """Return what `change_delegate` takes of the new delegate."""
        return {name: self.cleaned_data[name] for name in ("given_name", "family_name", "email", "phone")}
