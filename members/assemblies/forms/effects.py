"""What an adopted resolution changes, typed by the board as the resolution says it (D42, D44)."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.cooperative.models import Member


class WeightsForm(forms.Form):
    """The weight of each college, and the day from which they count; what the law refuses is said by the verb."""

    since = forms.DateField(label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, data=None, *, colleges):
        super().__init__(data)
        self.colleges = colleges
        for college in colleges:
            self.fields[f"college_{college.pk}"] = forms.DecimalField(
                label=college.name, min_value=Decimal(0), max_value=Decimal(100), max_digits=5, decimal_places=2,
                localize=True, help_text=_("percentage of the votes; empty for a college that has none any more"),
                required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )  # fmt: skip

    def percents(self):
        """Return {College: Decimal}."""
        typed = {college: self.cleaned_data[f"college_{college.pk}"] for college in self.colleges}
        return {college: percent for college, percent in typed.items() if percent}


class ExclusionForm(forms.Form):
    """Whom the resolution excludes: among the members whose procedure is under way."""

    member = forms.ModelChoiceField(
        label=pgettext_lazy("exclusion", "Member"),
        queryset=Member.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, data=None, *, members):
        super().__init__(data)
        self.fields["member"].queryset = members
