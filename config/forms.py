from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models import clean_email


class RemoveDemonstrationForm(forms.Form):
    """A word, typed: what visitors tried in the demonstration leaves with it."""

    word = forms.CharField(
        label=_("To confirm, type the word “remove”"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def clean_word(self):
        if self.cleaned_data["word"].strip().casefold() not in {"remove", gettext("remove").casefold()}:
            raise ValidationError(_("This is not the word. Nothing was removed."))
        return self.cleaned_data["word"]


class DeleteAccountForm(forms.Form):
    """One's own address, typed: nobody deletes an account by a tap too many."""

    email = forms.CharField(
        label=_("To confirm, type your e-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self):
        if clean_email(self.cleaned_data["email"]) != self.person.email:
            raise ValidationError(
                _("This is not the address you signed in with. Nothing was deleted: type %(address)s."),
                params={"address": self.person.email},
            )
        return self.person.email


class ContactForm(forms.Form):
    """A message to the team of a territory; `address` is a trap that only machines fill."""

    name = forms.CharField(label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("The answer arrives there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    message = forms.CharField(label=_("Your message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    agreed = forms.BooleanField(label=_("I agree that the team reads these words and my address, to answer me."))
    address = forms.CharField(label=_("Leave this empty"), required=False)

    @property
    def is_machine(self):
        return bool(self.cleaned_data.get("address"))
