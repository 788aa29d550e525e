"""Who may open a page: by role, and with the second factor that some roles demand (D60).

Stranger → 404; known but not allowed → 403.
"""

from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from members.models import Role

PROVED = "second_factor_proved"  # in a session opened without sign-in: the demonstration's


def role_required(*kinds):
    """Open a view to whoever holds one of `kinds` today, in any territory; rows are then fetched by `managed_by`."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_role(*kinds):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


organiser_required = role_required(*Role.ORGANISING)
administrator_required = role_required(Role.Kind.ADMINISTRATOR)


def has_second_factor(person):
    """Whether an app on a phone is in place; emergency codes alone are not a factor."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()


def second_factor_proved(request):
    """Whether this session showed the second factor: at sign-in, when asked again, or by setting it up (D60)."""
    if request.session.get(PROVED):
        return True
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def step_to_prove(person):
    """The name of the page where `person` proves a second factor, or sets one up first."""
    return "mfa_reauthenticate" if has_second_factor(person) else "mfa_activate_totp"


def to_prove(request):
    """The way to that page, and back here."""
    return redirect(f"{reverse(step_to_prove(request.user))}?{urlencode({'next': request.get_full_path()})}")


def sign_in_for_demo(request, person):
    """Sign in as someone of the demonstration, second factor included; the caller checks that DEMO is on."""
    if not settings.DEMO:
        raise PermissionDenied
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[PROVED] = True
