"""The few questions that set a cooperative up, with what is usual proposed (D40, D42)."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.cooperative.colleges import refusals_of_weights
from members.cooperative.forms.figures import PercentField
from members.cooperative.forms.rules import month_field
from members.cooperative.models import Category, Cooperative
from members.cooperative.setting_up import refusals_of_categories

CATEGORIES, COLLEGES = 6, 10  # lines offered: ten colleges of 10 % are the most that the law allows
USUAL_CATEGORIES = (
    (pgettext_lazy("category", "Employees"), Category.Kind.EMPLOYEES),
    (pgettext_lazy("category", "Beneficiaries"), Category.Kind.BENEFICIARIES),
    (pgettext_lazy("category", "Other supporters"), Category.Kind.OTHER),
)
USUAL_COLLEGES = (
    pgettext_lazy("college", "Companies"),
    pgettext_lazy("college", "Citizens"),
    pgettext_lazy("college", "Local authorities"),
    pgettext_lazy("college", "Associations"),
    pgettext_lazy("college", "Employees"),
)
BY_COLLEGE, TOGETHER = "colleges", "together"
SETTINGS = ("name", "legal_form", "share_value", "year_ends_month", "last_audit_on")


class SettingUpForm(forms.ModelForm):
    territory = forms.ModelChoiceField(None, label=_("Territory"), empty_label=None)
    since = forms.DateField(
        label=_("Day of the statutes in force"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day on which the members adopted the statutes that you apply today."),
    )
    votes = forms.ChoiceField(
        label=_("How do members vote?"),
        choices=((BY_COLLEGE, _("by college, each with its weight")), (TOGETHER, _("all together, one vote each"))),
        widget=forms.RadioSelect,
        initial=BY_COLLEGE,
    )

    class Meta:
        model = Cooperative
        fields = SETTINGS
        localized_fields = ("share_value",)
        widgets = {"last_audit_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "share_value": _("In euros, as the statutes say."),
            "last_audit_on": _("If there was one. The next one is then announced to you a year before."),
        }

    def __init__(self, data=None, *, territories, territory=None):
        super().__init__(data, initial={"territory": territory})
        self.fields["territory"].queryset = territories
        self.fields["territory"].to_field_name = "slug"
        self.fields["year_ends_month"] = month_field(self.fields["year_ends_month"].label)
        self.initial["share_value"] = Decimal(50)
        for number in range(CATEGORIES):
            name, kind = USUAL_CATEGORIES[number] if number < len(USUAL_CATEGORIES) else ("", Category.Kind.OTHER)
            self._line("category", number, name, _("Category %(n)s"))
            self.fields[f"category_{number}_kind"] = forms.ChoiceField(
                label=_("for the law"), choices=Category.Kind, initial=kind, required=False
            )
        for number in range(COLLEGES):
            name, percent = (USUAL_COLLEGES[number], Decimal(20)) if number < len(USUAL_COLLEGES) else ("", None)
            self._line("college", number, name, _("College %(n)s"))
            # The law's bounds are told together, with the sum: a figure here may be any.
            self.fields[f"college_{number}_percent"] = PercentField(
                label=_("weight, in %"), initial=percent, required=False
            )

    def _line(self, what, number, name, label):
        self.fields[f"{what}_{number}"] = forms.CharField(
            label=label % {"n": number + 1}, max_length=80, initial=str(name), required=False
        )

    @property
    def category_lines(self):
        """([lines of the usual categories], [more lines], whether one of these says something)."""
        return self._lines("category", "kind", CATEGORIES, usual=len(USUAL_CATEGORIES))

    @property
    def college_lines(self):
        """As `category_lines`, for colleges and their weights."""
        return self._lines("college", "percent", COLLEGES, usual=len(USUAL_COLLEGES))

    def _lines(self, what, value, count, *, usual):
        lines = [(self[f"{what}_{number}"], self[f"{what}_{number}_{value}"]) for number in range(count)]
        told = any(name.value() or name.errors or other.errors for name, other in lines[usual:])
        return lines[:usual], lines[usual:], told

    def clean_since(self):
        if self.cleaned_data["since"] > timezone.localdate():
            raise forms.ValidationError(_("These statutes are not in force yet: come back on that day."))
        return self.cleaned_data["since"]

    def clean_last_audit_on(self):
        day = self.cleaned_data["last_audit_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come: write the day of an audit that was made."))
        return day

    def clean(self):
        found = super().clean()
        self.categories = self._named("category", CATEGORIES, "kind")
        for refusal in refusals_of_categories([kind or Category.Kind.OTHER for kind in self.categories.values()]):
            self.add_error(None, refusal)
        self.weights = {}
        if found.get("votes") == BY_COLLEGE:
            self.weights = self._weights()
        return found

    def _weights(self):
        named = self._named("college", COLLEGES, "percent")
        for number in range(COLLEGES):
            name, percent = f"college_{number}", f"college_{number}_percent"
            if self.cleaned_data.get(name) and percent not in self.errors and self.cleaned_data.get(percent) is None:
                self.add_error(percent, gettext("Write its weight, or take the college away."))
            elif not self.cleaned_data.get(name) and self.cleaned_data.get(percent) is not None:
                self.add_error(name, gettext("Write its name, or take the weight away."))
        if not named:
            self.add_error(None, gettext("Write the colleges, or choose to vote all together."))
        if not any(key.startswith("college_") for key in self.errors):
            for refusal in refusals_of_weights(named):
                self.add_error(None, refusal)
        return named

    def _named(self, what, lines, value):
        """{name: value} of the lines that have a name; the same name twice is refused on its second line."""
        found = {}
        for number in range(lines):
            name = self.cleaned_data.get(f"{what}_{number}")
            if name and name.casefold() in {known.casefold() for known in found}:
                self.add_error(f"{what}_{number}", gettext("This name is written twice."))
            elif name:
                found[name] = self.cleaned_data.get(f"{what}_{number}_{value}")
        return found

    def settings(self):
        """Return {field of `Cooperative`: value} as `set_up` takes them."""
        return {name: self.cleaned_data[name] for name in SETTINGS}
