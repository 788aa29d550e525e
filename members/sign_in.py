"""Sign-in by a code sent by mail, one form for those who come back and those who come for the first time."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.views import activate_totp
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from foundation import qr
from members import access
from members.models import Person, clean_email


class AskCodeForm(RequestLoginCodeForm):
    """The answer is the same whether the address is known or not: everyone gets a code, so nobody can be looked up."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail address")
        self.fields["email"].validators.append(MaxLengthValidator(254))  # what the database keeps
        self.fields["email"].widget.attrs.update(autocomplete="email", placeholder="", autofocus=True)

    def clean_email(self):
        email = clean_email(super().clean_email())
        self._user = self._user or Person.objects.of_address(email, language=get_language() or "fr")
        # allauth marks this row as verified once the code comes back: the address is then proved (D65).
        EmailAddress.objects.get_or_create(user=self._user, email=email, defaults={"primary": True})
        return email


class FirstOrganiserForm(AskCodeForm):
    """Who opens an empty platform: names with the address, which the code proves."""

    given_name = forms.CharField(
        label=_("Given name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Family name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    field_order = ["given_name", "family_name", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("You sign in with it: a code is sent there in a moment.")
        self.fields["email"].widget.attrs.pop("autofocus")

    def typed(self):
        """What was typed, as JSON can keep it."""
        return {name: self.cleaned_data[name] for name in self.field_order}

    def proved_by(self, person):
        """Whether the visitor already proved this address, in this session."""
        return person.is_authenticated and person.email == self.cleaned_data["email"]


def _as_typed(form, label, **attrs):
    """A code is typed from a mail or a phone: no placeholder, the right keyboard, no correction."""
    field = form.fields["code"]
    field.label = label
    field.widget.attrs.update(placeholder="", autocomplete="one-time-code", spellcheck="false", autofocus=True, **attrs)


class TypeCodeForm(ConfirmLoginCodeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _as_typed(self, _("Code received by mail"), autocapitalize="characters")


class ActivateForm(ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _as_typed(self, _("The six figures shown by the app"), inputmode="numeric")


class SecondStepForm(AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _as_typed(self, _("Code of the app, or emergency code"))


class SecondStepAgainForm(ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _as_typed(self, _("Code of the app, or emergency code"))


class FactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This code is not right. The app shows a new one every thirty seconds: type the present one."
        ),
    }

    def build_totp_svg(self, url):
        """The square to scan, drawn as the tickets are; it is shown as a picture, which needs its own namespace."""
        return qr.svg(url).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def set_up_second_factor(request):
    """Setting the factor up proves it: the same session is not asked for it before its emergency codes are shown."""
    had_one = access.has_second_factor(request.user)
    response = activate_totp(request)
    if not had_one and access.has_second_factor(request.user):
        record_authentication(request, request.user, "mfa", reauthenticated=True)
    return response


def download_recovery_codes(request):
    """The file says what it is, in the reader's language, to whoever finds it again in a year."""
    response = codes.download_recovery_codes(request)
    if "Content-Disposition" in response:
        response["Content-Disposition"] = f'attachment; filename="{gettext("emergency-codes.txt")}"'
    return response
