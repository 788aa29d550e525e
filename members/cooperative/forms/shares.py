"""What a member's shares become: further ones, passed on, asked back; and the ways out of the register (D43, D44)."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.cooperative import leaving, refunding, shares
from members.cooperative.forms.deciding import ActForm, day_field, shares_field
from members.cooperative.models import Cause, Member, Payment


def _words(label, *, most, required=True, **kwargs):
    return forms.CharField(
        label=label, max_length=most, required=required, widget=forms.Textarea(attrs={"rows": 4}), **kwargs
    )


class MoreForm(ActForm):
    title, button = _("Further shares"), _("Write down the shares")
    done = _("The further shares of %(name)s are in the register.")
    shares = shares_field(_("How many further shares"))
    on = day_field(_("Paid and subscribed on"))
    method = forms.ChoiceField(label=_("Paid by"), choices=Payment.Method)
    reference = forms.CharField(label=_("Reference, number of the cheque…"), max_length=80, required=False)

    def act(self, *, by):
        shares.subscribe_more(self.member, by=by, **self.cleaned_data)


class ConfirmedForm(ActForm):
    """An act that nothing undoes: asked once more, with what it does in words (`summary`)."""

    asks = True

    @property
    def is_confirmed(self):
        """Said by the page that asks, and by no field: what is typed again after a refusal is asked about again."""
        return self.data.get("confirmed") == "1"

    def summary(self):
        """Sentences that say what will be done."""
        raise NotImplementedError


class TransferForm(ConfirmedForm):
    title, button = _("Pass shares on"), _("Pass the shares on")
    done = _("The shares of %(name)s are passed on.")
    to = forms.IntegerField(
        label=_("Number of the member who receives them"),
        min_value=1,
        max_value=10**9,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("The number of the register: the next step shows the name."),
    )
    shares = shares_field(_("How many shares"))
    on = day_field(_("Agreed by the board on"))

    def clean_to(self):
        known = Member.objects.registered().filter(cooperative=self.member.cooperative_id)
        found = known.filter(number=self.cleaned_data["to"]).first()
        if found is None:
            raise forms.ValidationError(_("Nobody in the register has this number."))
        return found

    def summary(self):
        to, count = self.cleaned_data["to"], self.cleaned_data["shares"]
        told = ngettext(
            "%(giver)s passes %(count)s share on to %(receiver)s (number %(number)s).",
            "%(giver)s passes %(count)s shares on to %(receiver)s (number %(number)s).",
            count,
        )
        words = {"giver": self.member, "receiver": to, "number": to.number, "count": count}
        return [told % words, _("Whoever passes all of their shares on leaves the register the same day.")]

    def act(self, *, by):
        shares.transfer(self.member, by=by, **self.cleaned_data)


class WithdrawalForm(ConfirmedForm):
    title, button = _("Withdrawal"), _("Write down the withdrawal")
    done = _("What %(name)s asked is written down; the refund is in its queue.")
    shares = shares_field(
        _("How many shares they ask back"), required=False, help_text=_("Left empty: all of them, and they leave.")
    )
    on = day_field(_("Asked on"))
    why = _words(_("What they say of it"), most=1000, required=False)

    def summary(self):
        count = self.cleaned_data.get("shares")
        if count:
            told = ngettext(
                "%(name)s asks %(count)s share back, and stays a member.",
                "%(name)s asks %(count)s shares back, and stays a member.",
                count,
            )
            return [told % {"name": self.member, "count": count}]
        return [_("%(name)s leaves the register; all of their shares are to be refunded.") % {"name": self.member}]

    def act(self, *, by):
        leaving.ask_withdrawal(self.member, by=by, **self.cleaned_data)


class StrikeOffForm(ConfirmedForm):
    title, button = _("Striking off"), _("Strike off the register")
    done = _("%(name)s is struck off; the refund is in its queue.")
    cause = forms.ChoiceField(label=_("What the board acknowledges"), choices=Cause, widget=forms.RadioSelect)
    on = day_field(_("Acknowledged on"))
    details = _words(_("In a few words"), most=1000, required=False)

    def summary(self):
        told = _("%(name)s is struck off the register: %(cause)s. Their shares are to be refunded.")
        return [told % {"name": self.member, "cause": Cause(self.cleaned_data["cause"]).label}]

    def act(self, *, by):
        leaving.strike_off(self.member, by=by, **self.cleaned_data)


class ReasonsForm(ActForm):
    title, button = _("Exclusion"), _("Start the procedure")
    done = _("The procedure about %(name)s is open: the hearing comes next.")
    reasons = _words(_("Reasons, as they were sent"), most=3000)
    sent_on = day_field(_("Sent to the member on"))

    def act(self, *, by):
        leaving.start_exclusion(self.member, by=by, **self.cleaned_data)


class HearingForm(ActForm):
    title, button = _("Exclusion"), _("Write down the hearing")
    done = _("The hearing of %(name)s is written down.")
    hearing = _words(
        _("What was said"), most=3000, help_text=_("Or that the member was invited, how, and did not come.")
    )
    heard_on = day_field(_("Heard on"))

    def act(self, *, by):
        leaving.record_hearing(self.member.exclusions.under_way().first(), by=by, **self.cleaned_data)


class RefundPaidForm(ActForm):
    """A refund that was paid; `refund` is given beside its member."""

    done = _("The refund of %(name)s is written down: the capital goes down by as much.")
    on = day_field(_("Paid on"))
    reference = forms.CharField(label=_("Reference of the payment"), max_length=80, required=False)

    def __init__(self, *args, refund, **kwargs):
        super().__init__(*args, member=refund.member, **kwargs)
        self.refund = refund

    def act(self, *, by):
        refunding.pay_refund(self.refund, by=by, **self.cleaned_data)


class DayForm(forms.Form):
    """The day in the address of the page of the capital."""

    jour = forms.DateField(
        label=_("As it was on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
