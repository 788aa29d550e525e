"""The settings of a cooperative, in the order in which one thinks of them; the law's own bounds hold (D40–D52)."""

from decimal import Decimal
from fractions import Fraction

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.cooperative.forms.figures import FractionField, PercentField, short
from members.cooperative.models import Cooperative

MAJORITIES = ("ordinary", "extraordinary")
# name: (smallest number, greatest number); the smallest are the law's where it has one
COUNTS = {
    "notice_days": (15, 60),
    "second_notice_days": (10, 60),
    "additions_days": (0, 59),
    "record_days": (0, 30),
    "small_proxies": (1, 10),
    "proxies_divisor": (2, 100),
    "audit_years": (1, 5),
}
PERCENTS = {
    "authorities_share": (0, 50),
    "additions_share": (Decimal("0.5"), 50),
    "ordinary_quorum": (0, 100),
    "ordinary_quorum_again": (0, 100),
    "extraordinary_quorum": (0, 100),
    "extraordinary_quorum_again": (0, 100),
    "reserves_share": (Decimal("57.5"), 100),
}
PARTS = (
    (_("The company"), ("name", "legal_form", "registered_office", "registration", "share_value")),
    (
        _("Money and audit"),
        ("authorities_share", "reserves_share", "year_ends_month", "last_audit_on", "audit_years"),
    ),
    (
        _("Calling a meeting"),
        ("notice_days", "second_notice_days", "record_days", "additions_share", "additions_days"),
    ),
    (
        _("Proxies and votes from afar"),
        ("small_proxies", "proxies_divisor", "spouse_proxies", "remote_ballots"),
    ),
    (
        pgettext_lazy("assemblies", "Quorum"),
        ("ordinary_quorum", "ordinary_quorum_again", "extraordinary_quorum", "extraordinary_quorum_again"),
    ),
    (
        _("Majorities and colleges"),
        ("ordinary", "ordinary_strict", "extraordinary", "extraordinary_strict", "aggregation", "silent"),
    ),
)  # fmt: skip


class RulesForm(forms.ModelForm):
    ordinary = FractionField(label=_("Ordinary majority: what part of the votes cast"))
    extraordinary = FractionField(label=_("Extraordinary majority: what part of the votes cast"))

    class Meta:
        model = Cooperative
        fields = [name for _title, names in PARTS for name in names if name not in MAJORITIES]
        localized_fields = ("share_value",)
        labels = {
            "small_proxies": _("Proxies that a member may hold in a small cooperative"),
            "proxies_divisor": _("Elsewhere, one proxy for how many members"),
            "ordinary_strict": _("Ordinary: strictly more than this part, equality rejects"),
            "extraordinary_strict": _("Extraordinary: strictly more than this part, equality rejects"),
            "additions_days": _("Additions are asked for until how many days before the meeting"),
        }
        help_texts = {
            "share_value": _("In euros, as the statutes say."),
            "notice_days": _("The law asks for at least 15."),
            "second_notice_days": _("The law asks for at least 10."),
            "record_days": _("0: those who are members on the day of the meeting vote."),
            "authorities_share": _("The law allows 50 at most."),
            "reserves_share": _("The law asks for at least 57.5."),
            "audit_years": _("The law asks for one every five years at most."),
            "proxies_divisor": _("20: one proxy from 20 members, two from 40, three from 60."),
            "ordinary_quorum_again": _("0: no quorum any more."),
        }
        widgets = {
            "last_audit_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "aggregation": forms.RadioSelect,
            "silent": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (least, most) in COUNTS.items():
            self.fields[name].widget.attrs |= {"min": least, "max": most, "inputmode": "numeric"}
        for name, (least, most) in PERCENTS.items():
            known = self.fields[name]
            self.fields[name] = PercentField(label=known.label, help_text=known.help_text, least=least, most=most)
        self.fields["share_value"].min_value = Decimal("0.01")
        self.initial["share_value"] = short(self.instance.share_value)
        for kind in MAJORITIES:
            above, below = (getattr(self.instance, f"{kind}_{end}") for end in ("numerator", "denominator"))
            self.initial[kind] = f"{above}/{below}"
        self.fields["year_ends_month"] = month_field(self.fields["year_ends_month"].label)
        if self.instance.members.ever_registered().exists():
            self.fields["share_value"].disabled = True
            self.fields["share_value"].help_text = _("Members hold shares at this value: it no longer changes here.")

    @property
    def parts(self):
        """[(title, fields of the form)] in the order of the page."""
        return [(title, [self[name] for name in names]) for title, names in PARTS]

    def values(self):
        """Return {field of `Cooperative`: value} as `change_settings` takes them."""
        found = {name: value for name, value in self.cleaned_data.items() if name not in MAJORITIES}
        for kind in MAJORITIES:
            found[f"{kind}_numerator"] = self.cleaned_data[kind].numerator
            found[f"{kind}_denominator"] = self.cleaned_data[kind].denominator
        return found

    def clean_last_audit_on(self):
        day = self.cleaned_data["last_audit_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come: write the day of an audit that was made."))
        return day

    def clean(self):
        found = super().clean()
        for name, (least, most) in COUNTS.items():
            if found.get(name) is not None and not least <= found[name] <= most:
                self.add_error(name, _("A number from %(least)s to %(most)s.") % {"least": least, "most": most})
        self._check_order(found)
        return found

    def _check_order(self, found):
        """What each figure allows alone, and the two together do not."""
        notice, additions = found.get("notice_days"), found.get("additions_days")
        if notice is not None and additions is not None and additions >= notice:
            told = _("Members receive the notice %(n)s days before: leave them time to answer it.")
            self.add_error("additions_days", told % {"n": notice})
        ordinary, extraordinary = (found.get(kind) for kind in MAJORITIES)
        if isinstance(ordinary, Fraction) and isinstance(extraordinary, Fraction) and extraordinary < ordinary:
            told = _("It cannot be easier than the ordinary one: write %(part)s or more.")
            self.add_error("extraordinary", told % {"part": ordinary})
        for kind in MAJORITIES:
            first, again = found.get(f"{kind}_quorum"), found.get(f"{kind}_quorum_again")
            if first is not None and again is not None and again > first:
                told = _("A second call never asks for more people than the first one.")
                self.add_error(f"{kind}_quorum_again", told)


def month_field(label):
    """The month in which the accounts end, by its name."""
    choices = [(number, capfirst(name)) for number, name in MONTHS.items()]
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, initial=12)
