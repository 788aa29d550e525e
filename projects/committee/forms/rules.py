"""The rules of a committee, each said as a sentence with a number in it (D25–D33)."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from projects.committee.models import Committee

LARGEST = 30  # beyond, nobody is heard any more

# name: (smallest number, greatest number)
BOUNDS = {
    "smallest": (3, LARGEST),
    "largest": (3, LARGEST),
    "term_years": (1, 10),
    "minimum_cast": (1, LARGEST),
    "condition_days": (1, 730),
    "return_months": (0, 24),
    "complete_days": (0, 60),
    "call_days": (0, 60),
    "notice_days": (1, 60),
}


class RulesForm(forms.ModelForm):
    class Meta:
        model = Committee
        fields = ("contact", *BOUNDS, "casting_vote", "lifting")
        labels = {
            "contact": _("Whom groups may ask (name, phone or address)"),
            "smallest": _("Experts, at least"),
            "largest": _("Experts, at most"),
            "term_years": _("A term lasts (years)"),
            "minimum_cast": _("Votes needed on a file, at least"),
            "casting_vote": _("On exactly half, the chair’s vote decides"),
            "condition_days": _("A condition is met within (days)"),
            "return_months": _("A file not retained may come back after (months)"),
            "complete_days": _("Files are complete before the session (days)"),
            "call_days": _("Experts are invited before the session (days)"),
            "notice_days": _("Groups receive the decision within (days)"),
            "lifting": _("When the proof of a condition is there"),
        }
        help_texts = {
            "contact": _("It is written in the letters of decision and on the groups’ pages."),
            "smallest": _("Below, the page of the members says that someone is missing."),
            "minimum_cast": _(
                "Abstentions do not count among them. Half of the experts who may judge the file must also vote, except"
                " on a second call."
            ),
            "casting_vote": _(
                "People can then tell how the chair voted. Otherwise, exactly half is not enough and the next outcome"
                " is looked at."
            ),
            "return_months": _("With something new, and once in that time."),
        }
        widgets = {"lifting": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (least, most) in BOUNDS.items():
            field = self.fields[name]
            field.min_value, field.max_value = least, most
            field.widget.attrs |= {"min": least, "max": most, "inputmode": "numeric"}
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self):
        found = super().clean()
        for name, (least, most) in BOUNDS.items():
            if found.get(name) is not None and not least <= found[name] <= most:
                self.add_error(name, _("A number from %(least)s to %(most)s.") % {"least": least, "most": most})
        smallest, largest = found.get("smallest"), found.get("largest")
        if smallest and largest and smallest > largest:
            self.add_error(
                "largest", _("The greatest size comes after the smallest: write %(n)s or more.") % {"n": smallest}
            )
        if largest and found.get("minimum_cast") and found["minimum_cast"] > largest:
            self.add_error("minimum_cast", _("A committee of %(n)s could never gather so many votes.") % {"n": largest})
        complete, call = found.get("complete_days"), found.get("call_days")
        if complete is not None and call is not None and complete < call:
            self.add_error(
                "complete_days",
                _("Files are complete before the experts are invited: write %(n)s or more.") % {"n": call},
            )
        return found
