"""Entering a group: asking, inviting, answering an invitation; one's consent is one's own (D56)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.forms import Words
from ideas.forms.guarded import GuardedForm
from ideas.groups.consents import TEXT
from members.phones import clean_phone

NAME_MISSING = {"required": _("Write your given name: the group wants to know whom it meets.")}
ADDRESS_WRONG = _("This address is not complete: it looks like nadia@exemple.fr.")
CONSENT_MISSING = {"required": _("Without your agreement we keep nothing: tick the box, please.")}


def _email(**kwargs):
    return forms.EmailField(
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"required": ADDRESS_WRONG, "invalid": ADDRESS_WRONG},
        **kwargs,
    )


class NamesForm(forms.Form):
    given_name = Words(max_length=80, label=_("Your given name"), error_messages=NAME_MISSING)
    family_name = Words(max_length=80, label=_("Your family name"), required=False)
    phone = forms.CharField(
        label=_("Your phone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("If you wish: whoever leads the group and the team alone see it."),
    )
    consent = forms.BooleanField(label=TEXT, error_messages=CONSENT_MISSING)

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def names(self):
        """Return what the person says of themselves, as `enter` takes it."""
        return {name: self.cleaned_data[name] for name in ("given_name", "family_name", "phone")}


class JoinForm(GuardedForm, NamesForm):
    """`roles`: those that the group looks for."""

    email = _email(label=_("Your e-mail"), help_text=_("We write to it to confirm your request. Nobody sees it there."))
    wanted_role = forms.ModelChoiceField(None, required=False, label=_("A role that is looked for"))
    role_title = Words(
        max_length=80, label=_("Or what you would bring"), required=False, help_text=_("A skill, time, a van, a room…")
    )
    words = Words(max_length=800, rows=4, label=_("A word to the group"), required=False)

    field_order = ("given_name", "family_name", "email", "phone", "wanted_role", "role_title", "words", "consent")

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wanted_role"].queryset = roles
        self.fields["wanted_role"].empty_label = _("None of these")

    def values(self):
        """Return what `Entry.ask` takes."""
        kept = ("email", "wanted_role", "role_title", "words")
        return self.names() | {name: self.cleaned_data[name] for name in kept}


class InvitedForm(NamesForm):
    """Who is invited says who they are, and agrees."""


class InviteForm(forms.Form):
    email = _email(label=_("Address of the person"))
    given_name = Words(max_length=80, label=_("Given name"), required=False)
    role_title = Words(max_length=80, label=_("What you would ask of this person"), required=False)
    words = Words(max_length=800, rows=3, label=_("A word, which is in the mail"), required=False)


class NoteMemberForm(forms.Form):
    """Someone without an address, noted by the team with their agreement (D63)."""

    given_name = Words(max_length=80, label=_("Given name"), error_messages={"required": _("Write a given name.")})
    family_name = Words(max_length=80, label=_("Family name"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    role_title = Words(max_length=80, label=_("Role"), required=False)
    consent = forms.BooleanField(
        label=_("This person agreed that their name be kept in the group."),
        error_messages={"required": _("Without their agreement nothing is kept.")},
    )

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def values(self):
        """Return what `enter` takes."""
        return {name: self.cleaned_data[name] for name in ("given_name", "family_name", "phone", "role_title")}


class AnswerForm(forms.Form):
    """Accept, or not now with a word."""

    ACCEPT, REFUSE = "accepter", "refuser"

    act = forms.ChoiceField(choices=[(ACCEPT, ""), (REFUSE, "")])
    why = Words(max_length=300, label=_("A word to this person, if you wish"), required=False)

    @property
    def accepts(self):
        return self.cleaned_data["act"] == self.ACCEPT
