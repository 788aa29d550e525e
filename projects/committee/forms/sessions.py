"""When, where and how a session is held; the file of an agenda and its minutes (D33)."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.committee import holding
from projects.committee.models import Session

FORMAT = "%Y-%m-%dT%H:%M"


def _moment(**kwargs):
    widget = forms.DateTimeInput(format=FORMAT, attrs={"type": "datetime-local"})
    return forms.DateTimeField(widget=widget, **kwargs)


class SessionForm(forms.Form):
    mode = forms.ChoiceField(label=_("How is it held?"), choices=Session.Mode.choices, widget=forms.RadioSelect)
    starts_at = _moment(label=_("It begins"), help_text=_("Online, it is when the vote opens by itself."))
    closes_at = _moment(
        label=_("Votes until"), help_text=_("The server’s clock decides: a vote that comes later does not count.")
    )
    place = forms.CharField(label=pgettext_lazy("session", "Place"), max_length=200, required=False)

    def __init__(self, *args, committee, session=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.committee, self.session = committee, session
        if session:
            names = ("mode", "starts_at", "closes_at", "place")
            self.initial |= {name: getattr(session, name) for name in names}
        else:
            self.initial.setdefault("mode", Session.Mode.BOTH)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self):
        found = super().clean()
        if not self.errors:
            try:
                holding.check_dates(**found)
            except ValidationError as refusal:
                self.add_error(None, refusal)
        return found

    def keep(self, *, by):
        """Plan or change the session, and return it; None with the reason on the form."""
        try:
            if self.session is None:
                return holding.plan(self.committee, by=by, **self.cleaned_data)
            holding.change(self.session, by=by, **self.cleaned_data)
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return None
        return self.session


class WithdrawForm(forms.Form):
    why = forms.CharField(label=_("Why? The group will read it."), max_length=300)


class CarryForm(forms.Form):
    """To which session of the same committee a file is carried over."""

    session = forms.ModelChoiceField(
        Session.objects.none(), label=_("To which session?"), empty_label=_("Choose a session")
    )
    why = forms.CharField(label=_("Why? The history keeps it."), max_length=300, required=False)

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions
        self.fields["session"].label_from_instance = holding.spoken
