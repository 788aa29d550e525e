"""The address of whoever wants to follow an idea."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WatchForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("A message leaves for this address: you follow the idea once you have pressed its button."),
    )
    website = forms.CharField(required=False, max_length=200)  # left empty by people: machines fill it
