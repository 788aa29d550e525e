"""Who is appointed to the committee, and why a term ends (D25)."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.committee import appointing


def _day(**kwargs):
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class AppointForm(forms.Form):
    email = forms.EmailField(
        label=_("Address of the person"),
        max_length=254,
        help_text=_("They sign in with it, and receive the invitations there."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    employer = forms.CharField(
        label=_("Employer or organisation"),
        max_length=150,
        required=False,
        help_text=_("It serves to notice that an expert is linked to a file."),
    )
    since = _day(label=_("Sits from"))
    until = _day(
        label=_("Until (not included)"), required=False, help_text=_("Left empty: the usual length of a term.")
    )

    def __init__(self, *args, committee, again=None, **kwargs):
        """`again` is an `Expert` whose next term is prepared."""
        super().__init__(*args, **kwargs)
        self.committee = committee
        self.initial.setdefault("since", timezone.localdate())
        if again and again.person:
            person = again.person
            self.initial |= {
                "email": person.email, "given_name": person.given_name, "family_name": person.family_name,
                "employer": again.employer, "since": max(again.until, timezone.localdate()),
            }  # fmt: skip
        self.helper = FormHelper()
        self.helper.form_tag = False

    def appoint(self, *, by):
        """Return the `Expert` appointed; None with the reason on the form."""
        told = self.cleaned_data
        names = {"given_name": told["given_name"], "family_name": told["family_name"]}
        try:
            return appointing.appoint(
                self.committee, told["email"], names=names, employer=told["employer"], since=told["since"],
                until=told["until"], by=by,
            )  # fmt: skip
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return None


class WhyForm(forms.Form):
    """A reason, kept in the history."""

    why = forms.CharField(label=_("Why?"), max_length=300)
