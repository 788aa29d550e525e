"""What the board does with an application: yes, no, money received, the register (D43). Each form calls one verb."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.cooperative import applying
from members.cooperative.capital import locked
from members.cooperative.models import Payment
from members.cooperative.models.application import MOST_SHARES


def day_field(label, **kwargs):
    """A past day, today unless told."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, initial=timezone.localdate, **kwargs)


def shares_field(label, **kwargs):
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    words = {"min_value": _("Write how many shares: one at least.")}
    return forms.IntegerField(
        label=label, min_value=1, max_value=MOST_SHARES, widget=widget, error_messages=words, **kwargs
    )


class ActForm(forms.Form):
    """A form about one member, whose success is one verb: `carry_out` returns whether it was done, else says why.

    `seen` is the last line of the member's history when the page was shown: a second click, or someone else of the
    board at the same time, finds another one, and nothing is written twice.
    """

    done = ""  # the sentence of success
    asks = False  # whether a page asks once more before it is done
    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member
        self.fields["seen"].initial = self._last
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self):
        self.seen_last = self.cleaned_data.pop("seen", "")
        return self.cleaned_data

    def carry_out(self, *, by):
        try:
            with transaction.atomic():
                locked(self.member.cooperative_id)
                self._check_seen()
                self.act(by=by)
        except ValidationError as refusal:
            for sentence in refusal.messages:
                self.add_error(None, sentence)
            return False
        return True

    def _last(self):
        return str(self.member.steps.values_list("pk", flat=True).first() or 0)

    def _check_seen(self):
        last = self._last()
        if self.seen_last and self.seen_last != last:
            self.data = {**self.data.dict(), "seen": last}  # whoever means it clicks once more
            told = _("Something was just written about %(name)s: see the history. If it is not this, do it once more.")
            raise ValidationError(told, params={"name": self.member})

    def act(self, *, by):
        """Call the verb; ValidationError goes to the form."""
        raise NotImplementedError


class AcceptForm(ActForm):
    done = _("%(name)s is accepted. The message that says how to pay has left, if there is an address.")
    category = forms.ModelChoiceField(None, label=_("Category"), empty_label=None)
    college = forms.ModelChoiceField(None, label=_("College"), empty_label=_("Choose"), required=False)
    shares = shares_field(pgettext_lazy("register", "Shares"))
    on = day_field(_("Decided on"))

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, member=member, **kwargs)
        cooperative = member.cooperative
        self.fields["category"].queryset, self.fields["college"].queryset = (
            cooperative.categories.all(),
            cooperative.colleges.all(),
        )
        if not cooperative.has_colleges:
            del self.fields["college"]
        asked = {"category": member.category_id, "college": member.college_id, "shares": member.application.shares}
        self.initial = {**asked, **self.initial}

    def act(self, *, by):
        applying.accept(self.member, by=by, **self.cleaned_data)


class RefuseForm(ActForm):
    done = _("The application of %(name)s is refused: the reasons have left, if there is an address.")
    why = forms.CharField(
        label=_("Reasons"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They are sent as you write them, and reported to the next assembly."),
    )

    def act(self, *, by):
        applying.refuse(self.member, by=by, **self.cleaned_data)


class PaymentForm(ActForm):
    done = _("The payment of %(name)s is written down.")
    amount = forms.DecimalField(
        label=_("Sum received, in euros"),
        max_digits=12,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("Negative to give money back or to correct a line."),
    )
    on = day_field(_("Received on"))
    method = forms.ChoiceField(label=_("How"), choices=Payment.Method)
    reference = forms.CharField(label=_("Reference, number of the cheque…"), max_length=80, required=False)

    def act(self, *, by):
        applying.record_payment(self.member, by=by, **self.cleaned_data)


class RegisterForm(ActForm):
    done = _("%(name)s is in the register.")
    on = day_field(_("Member from"))

    def act(self, *, by):
        applying.register(self.member, by=by, **self.cleaned_data)


class TakeBackForm(ActForm):
    done = _("The application of %(name)s is taken back: it counts as no refusal.")

    def act(self, *, by):
        if not applying.take_back(self.member, by=by):
            raise ValidationError(_("Money was received, or it was decided meanwhile: nothing changed."))
