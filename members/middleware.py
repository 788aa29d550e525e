"""The language a person chose, and the second factor that some roles demand."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from members import access

LANGUAGE_COOKIE = "langue"
# Pages of the sign-in itself, by name: they must open before the factor is proved.
OPEN_BEFORE_PROOF = ("account_login", "account_logout", "account_inactive", "set_language")


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
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return middleware


def second_factor(get_response):
    """Whoever holds an exacting role proves a second factor, or sets one up, before any page of theirs (D60).

    Until then public pages see a stranger: they open, and show nothing that the role would add.
    """

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        person = request.user
        if not person.is_authenticated or not person.needs_second_factor or access.second_factor_proved(request):
            return None
        name = request.resolver_match.view_name
        if name in OPEN_BEFORE_PROOF:
            return None
        if name == access.step_to_prove(person):
            return None
        if getattr(view, "login_required", True):
            return access.to_prove(request)
        request.user = AnonymousUser()
        return None

    middleware.process_view = process_view
    return middleware
