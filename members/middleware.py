"""The language a person chose, and the second factor that some roles demand."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

LANGUAGE_COOKIE = "langue"


def chosen_language(get_response):
    """French unless the person chose otherwise: the browser's language is not followed."""
    known = dict(settings.LANGUAGES)

    def middleware(request):
        language = request.COOKIES.get(LANGUAGE_COOKIE, "")
        if language not in known:
            language = request.user.language if request.user.is_authenticated else settings.LANGUAGE_CODE
        with translation.override(language if language in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        return response

    return middleware


def second_factor(get_response):
    """Whoever holds an exacting role sets a second factor up before anything else, and proves it at sign-in (D60)."""

    def middleware(request):
        if request.user.is_authenticated and request.user.needs_second_factor and not _proved(request):
            if not request.path.startswith((reverse("mfa_index"), reverse("account_logout"), reverse("set_language"))):
                return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware


def _proved(request):
    if request.session.get("second_factor_proved"):
        return True
    # allauth demands the factor at sign-in once it is set up: having one is having proved it in this session.
    proved = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists()
    if proved:
        request.session["second_factor_proved"] = True
    return proved
