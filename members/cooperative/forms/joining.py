"""Asking to become a member: the public form, the same typed by the board from paper, and the words around it (D43)."""

from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.consents import VERSION
from members.cooperative.applying import apply_for
from members.cooperative.models import JoiningWords, Member
from members.cooperative.models.application import MOST_SHARES
from members.phones import clean_phone


class JoiningForm(forms.ModelForm):
    """Who asks, in which category and college, for how many shares; the delegate's names for a structure (D41)."""

    shares = forms.IntegerField(
        label=_("How many shares"),
        min_value=1,
        max_value=MOST_SHARES,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    message = forms.CharField(
        label=_("What brings you here, if you want to say it"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    notices_by_mail = forms.BooleanField(
        label=_("I agree to receive the notices of assemblies by e-mail."),
        help_text=_("Otherwise they come by letter. You can change your mind whenever you like."),
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    use_required_attribute = False

    class Meta:
        model = Member
        fields = ["kind", "organisation", "is_authority", "given_name", "family_name", "email", "phone", "address"]
        fields += ["category", "college"]
        labels = {
            "kind": _("You apply for"),
            "is_authority": _("It is a local authority, or a grouping of local authorities"),
            "given_name": _("Given name"),
            "family_name": _("Family name"),
            "category": _("Your link with the cooperative"),
            "college": _("The college where you would vote"),
        }
        help_texts = {
            "organisation": _("Only for a structure: it votes through the person named below, its delegate."),
            "email": _("The board’s answer arrives there."),
        }
        widgets = {
            "kind": forms.RadioSelect,
            "given_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "family_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "address": forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
        }

    def __init__(self, *args, cooperative, **kwargs):
        super().__init__(*args, **kwargs)
        self.cooperative = cooperative
        self.initial.setdefault("key", uuid4())
        self.fields["kind"].choices = Member.Kind.choices
        for name, rows in {"category": cooperative.categories, "college": cooperative.colleges}.items():
            self.fields[name].queryset, self.fields[name].empty_label = rows.all(), _("Choose")
        if not cooperative.has_colleges:
            del self.fields["college"]
        for name in ("given_name", "family_name", "address"):
            self.fields[name].required = True
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def clean(self):
        data = super().clean()
        if data.get("kind") == Member.Kind.PERSON:
            data |= {"organisation": "", "is_authority": False}
        elif data.get("kind") == Member.Kind.STRUCTURE and not data.get("organisation"):
            self.add_error("organisation", _("Write the name of the structure."))
        return data

    def apply(self, **acting):
        """Write the application; return the `Member`. `acting` goes to `applying.apply_for`."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("website", "consent")}
        return apply_for(self.cooperative, **told, **acting)


class PublicJoiningForm(JoiningForm):
    """As anyone fills it on the site: with an address, a consent, and a trap for machines."""

    consent = forms.BooleanField(
        label=_("I agree that the cooperative keeps what I write here, to decide and for its register."),
        error_messages={"required": _("Without your agreement, we cannot keep your application.")},
    )
    website = forms.CharField(label=_("Leave this field empty"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        if "college" in self.fields:
            self.fields["college"].required = False
            self.fields["college"].help_text = _("Not sure? Leave it empty: the board will place you.")

    @property
    def is_trapped(self):
        """Whether a machine filled the field that nobody sees."""
        return bool(self.cleaned_data.get("website"))

    def apply(self, **acting):
        return super().apply(consent_version=VERSION, **acting)


class TypedJoiningForm(JoiningForm):
    """As the board types it from paper: the address may be missing (D63), the day is the paper's."""

    on = forms.DateField(
        label=_("Asked on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=True
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())
        self.fields["kind"].label = _("Who applies")
        self.fields["category"].label, self.fields["message"].label = _("Category"), _("What they say of it")
        self.fields["email"].help_text = _("Left empty: they are written to by letter.")
        self.fields["notices_by_mail"].label = _("They agreed in writing to notices by e-mail")
        self.fields["notices_by_mail"].help_text = ""
        if "college" in self.fields:
            self.fields["college"].label, self.fields["college"].required = _("College"), False


class JoiningWordsForm(forms.ModelForm):
    class Meta:
        model = JoiningWords
        fields = ["is_open", "welcome", "how_to_pay"]
        widgets = {"welcome": forms.Textarea(attrs={"rows": 5}), "how_to_pay": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "how_to_pay": _("The account to pay to, to whom a cheque is made out, where it is sent: in every yes."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class ReportForm(forms.Form):
    """To which assembly refusals were reported (D43)."""

    to = forms.CharField(label=_("Reported to which assembly"), max_length=150)
