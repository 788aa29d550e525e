"""A form that a stranger fills in, kept from machines: a field people do not see, and the time it took (guarding)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas import guarding

TOO_QUICK = _("It went a little fast for our robot filter. Everything is kept: touch the button once more.")


class GuardedForm(forms.Form):
    """Its page sends `kept_stamp` back as `stamp`, and an empty `website`; whoever fills the latter `is_of_robot`."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    website = forms.CharField(required=False, max_length=500)

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("website") and guarding.is_too_quick(data.get("stamp") or ""):
            raise forms.ValidationError(TOO_QUICK, code="quick")
        return data

    @property
    def is_of_robot(self):
        return bool(self.cleaned_data.get("website"))

    @property
    def kept_stamp(self):
        typed = self.data.get("stamp", "") if self.is_bound else ""
        return typed if guarding.is_stamp(typed) else guarding.stamp()
