"""The surplus of a year, in euros, read from the address (D52)."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = Decimal(10) ** 10


class SurplusForm(forms.Form):
    excedent = forms.DecimalField(
        label=_("Surplus of the year, in euros"),
        max_digits=12,
        decimal_places=2,
        min_value=-MOST,
        max_value=MOST,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("Before anything is put aside; with a minus sign for a loss."),
    )

    def __init__(self, data=None):
        if data is not None:
            typed = data.get("excedent", "")
            for sign in ("€", "\u202f", "\u00a0", " "):
                typed = typed.replace(sign, "")
            data = {"excedent": typed.replace("−", "-")}
        super().__init__(data)
