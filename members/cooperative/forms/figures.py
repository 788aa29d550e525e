"""Figures as people type them: « 57,5 », « 20 % », « 2/3 »; each says in a sentence what could not be read."""

from decimal import Decimal
from fractions import Fraction

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.cooperative.amounts import plain

LARGEST_PART = 1000  # a majority of 667/1000 is still read by people


class PercentField(forms.DecimalField):
    """A percentage with two decimals at most, typed with a comma or a point, with or without its sign."""

    def __init__(self, *, least=0, most=100, **kwargs):
        self.least, self.most = Decimal(str(least)), Decimal(str(most))
        super().__init__(max_digits=5, decimal_places=2, localize=True, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value):
        if isinstance(value, str):
            value = value.replace("%", "").replace("\u202f", "").replace("\u00a0", "").strip()
        return super().to_python(value)

    def validate(self, value):
        super().validate(value)
        if value is not None and not (value.is_finite() and self.least <= value <= self.most):
            bounds = {"least": plain(self.least), "most": plain(self.most)}
            raise ValidationError(_("A figure from %(least)s to %(most)s."), params=bounds)

    def prepare_value(self, value):
        return short(value) if isinstance(value, Decimal) else value


class FractionField(forms.CharField):
    """A part of the votes between 0 and 1, typed « 2/3 »; the domain's value is a `Fraction`."""

    def __init__(self, **kwargs):
        super().__init__(max_length=9, **kwargs)
        self.widget.attrs |= {"autocomplete": "off"}

    def clean(self, value):
        above, _bar, below = super().clean(value).replace(" ", "").partition("/")
        if not (above.isascii() and above.isdigit() and below.isascii() and below.isdigit()):
            raise ValidationError(_("Write it as two whole numbers: 1/2, 2/3 or 3/4."))
        if not 0 < int(above) < int(below) <= LARGEST_PART:
            raise ValidationError(_("A part of the votes is between 0 and 1, such as 1/2 or 2/3."))
        return Fraction(int(above), int(below))


def short(value):
    """A decimal without the zeros that say nothing: 20.00 is 20."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
