"""Exacting roles prove a second factor in the session (D60)."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.urls import reverse

from members import access
from members.models import Role
from tests.factories import make_event, make_organiser, make_person, make_role, make_territory
from tests.members.test_sign_in import sign_in

pytestmark = pytest.mark.django_db

EXACTING = ["organiser", "finance", "board", "chair", "secretary", "administrator"]


@pytest.fixture(autouse=True)
def _no_limit_left_from_before():
    cache.clear()


def figures_of(secret):
    """What the app on the phone shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_factor(person):
    """Give the person an app on their phone; return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def asked(client, url):
    """Where a page sends this client, or its status."""
    response = client.get(url)
    return response["Location"].partition("?")[0] if response.status_code == 302 else response.status_code


def test_roles_that_demand_it_are_these():
    assert sorted(Role.SECOND_FACTOR) == sorted(EXACTING)


@pytest.mark.parametrize("kind", Role.Kind.values)
def test_role_decides_whether_the_factor_is_demanded(client, kind):
    person = make_person()
    make_role(person, territory=make_territory(), kind=kind)
    client.force_login(person)
    demanded = reverse("mfa_activate_totp") if kind in EXACTING else 200
    assert asked(client, reverse("space")) == demanded


def test_role_that_ended_demands_nothing(client):
    organiser = make_organiser(territory=make_territory())
    Role.objects.get().end(by=organiser)
    client.force_login(organiser)
    assert asked(client, reverse("space")) == 200


def test_setting_it_up_proves_it_and_gives_emergency_codes(client):
    organiser = make_organiser(territory=make_territory())
    sign_in(client, organiser.email)
    setup = reverse("mfa_activate_totp")
    assert asked(client, reverse("space")) == setup
    page = client.get(setup)
    assert page.context["totp_svg_data_uri"].startswith("data:image/svg+xml;base64,")
    done = client.post(setup, {"code": figures_of(page.context["form"].secret)})
    assert (done.status_code, done["Location"]) == (302, reverse("mfa_view_recovery_codes"))
    assert len(client.get(done["Location"]).context["unused_codes"]) == 10
    assert asked(client, reverse("space")) == 200


def test_wrong_figures_set_nothing_up(client):
    client.force_login(make_organiser(territory=make_territory()))
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert Authenticator.objects.count() == 0
    assert asked(client, reverse("space")) == reverse("mfa_activate_totp")


def test_sign_in_asks_for_it_once_it_is_set_up(client):
    organiser = make_organiser(territory=make_territory())
    secret = with_factor(organiser)
    response = sign_in(client, organiser.email)
    assert response["Location"] == reverse("mfa_authenticate")
    assert asked(client, reverse("space")) == reverse("account_login")
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    done = client.post(reverse("mfa_authenticate"), {"code": figures_of(secret)})
    assert done["Location"] == reverse("space")
    assert asked(client, reverse("space")) == 200


def test_emergency_code_opens_once(client):
    organiser = make_organiser(territory=make_territory())
    with_factor(organiser)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    sign_in(client, organiser.email)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert asked(client, reverse("space")) == 200
    client.post(reverse("account_logout"))
    cache.clear()
    sign_in(client, organiser.email)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert "_auth_user_id" not in client.session


def test_having_a_factor_is_not_having_proved_it(client):
    organiser = make_organiser(territory=make_territory())
    secret = with_factor(organiser)
    client.force_login(organiser)  # a session opened before the factor was set up elsewhere
    again = reverse("mfa_reauthenticate")
    for page in ("space", "mfa_index", "mfa_deactivate_totp", "mfa_activate_totp", "mfa_view_recovery_codes"):
        assert asked(client, reverse(page)) == again
    done = client.post(again, {"code": figures_of(secret), "next": reverse("space")})
    assert done["Location"] == reverse("space")
    assert asked(client, reverse("space")) == 200


def test_proof_is_lost_with_the_session(client):
    organiser = make_organiser(territory=make_territory())
    client.force_login(organiser)
    session = client.session
    session[access.PROVED] = True
    session.save()
    assert asked(client, reverse("space")) == 200
    client.post(reverse("account_logout"))
    client.force_login(organiser)
    assert asked(client, reverse("space")) == reverse("mfa_activate_totp")


def test_public_pages_see_a_stranger_until_it_is_proved(client):
    organiser = make_organiser(territory=make_territory())
    draft = make_event(territory=organiser.roles.get().territory, status="draft")
    client.force_login(organiser)
    assert client.get(reverse("home")).wsgi_request.user.is_authenticated is False
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert asked(client, reverse("home")) == 200


def test_taking_the_app_away_demands_it_again(client):
    organiser = make_organiser(territory=make_territory())
    secret = with_factor(organiser)
    sign_in(client, organiser.email)
    client.post(reverse("mfa_authenticate"), {"code": figures_of(secret)})
    remove = reverse("mfa_deactivate_totp")
    assert asked(client, remove) == reverse("mfa_reauthenticate")
    cache.clear()
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    client.post(reverse("mfa_reauthenticate"), {"code": codes[0], "next": remove})
    client.post(remove)
    assert Authenticator.objects.count() == 0


@pytest.mark.django_db
def test_demonstration_signs_in_with_its_factor(rf, client, settings):
    settings.DEMO = True
    request = rf.get("/")
    request.session = client.session
    access.sign_in_for_demo(request, make_organiser(territory=make_territory()))
    assert access.second_factor_proved(request) is True
