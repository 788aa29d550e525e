from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from foundation import links
from foundation.models import Link

pytestmark = pytest.mark.django_db


def _later(days=30):
    return timezone.now() + timedelta(days=days)


def test_access_is_one_row_whose_end_can_only_move_forward():
    first = links.access("ticket", 42, until=_later(30))
    again = links.access("ticket", 42, until=_later(60))
    shorter = links.access("ticket", 42, until=_later(10))
    assert (first.pk, again.pk, shorter.pk) == (first.pk,) * 3
    assert Link.objects.get().expires_at > _later(59)


def test_token_opens_its_own_purpose_and_kind_only():
    link = links.access("ticket", 42, until=_later())
    token = links.token(link)
    assert links.find(token, purpose="ticket", kind=Link.Kind.ACCESS) == link
    assert links.find(token, purpose="receipt", kind=Link.Kind.ACCESS) is None
    assert links.find(token, purpose="ticket", kind=Link.Kind.ACT) is None


@pytest.mark.parametrize("change", [lambda t: t[:-1] + "x", lambda t: t[:16], lambda t: "", lambda t: t.lower() + "é"])
def test_forged_token_opens_nothing(change):
    token = links.token(links.access("ticket", 42, until=_later()))
    assert links.find(change(token), purpose="ticket", kind=Link.Kind.ACCESS) is None


def test_token_cannot_be_made_from_the_database_alone(settings):
    link = links.access("ticket", 42, until=_later())
    token = links.token(link)
    settings.SECRET_KEY = "another key, of another house, that is long enough"
    assert links.token(link) != token
    assert links.find(token, purpose="ticket", kind=Link.Kind.ACCESS) is None


def test_expired_link_opens_nothing():
    token = links.token(links.access("ticket", 42, until=_later(1)))
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert links.find(token, purpose="ticket", kind=Link.Kind.ACCESS) is None


def test_act_is_spent_once():
    link = links.act("change", 42, payload={"seat": 3})
    assert links.find(links.token(link), purpose="change", kind=Link.Kind.ACT).payload == {"seat": 3}
    assert [links.spend(link), links.spend(link)] == [True, False]
    assert links.find(links.token(link), purpose="change", kind=Link.Kind.ACT) is None


def _with_cookie(*granted):
    """A request of a browser that received these links."""
    request = RequestFactory().get("/")
    for link in granted:
        response = links.grant(request, HttpResponse(), link)
        request.COOKIES[links.COOKIE] = response.cookies[links.COOKIE].value
    return request


def test_cookie_opens_what_was_granted_by_purpose():
    ticket, receipt = links.access("ticket", 1, until=_later()), links.access("receipt", 2, until=_later())
    request = _with_cookie(ticket, receipt)
    assert links.granted(request, purpose="ticket") == ["1"]
    assert links.granted(request, purpose="receipt") == ["2"]
    assert links.granted(RequestFactory().get("/"), purpose="ticket") == []


def test_revoking_takes_effect_at_once():
    link = links.access("ticket", 1, until=_later())
    request = _with_cookie(link)
    Link.objects.filter(pk=link.pk).update(revoked_at=timezone.now())
    assert links.granted(request, purpose="ticket") == []


def test_cookie_keeps_the_latest_links_and_stays_small():
    granted = [links.access("ticket", number, until=_later()) for number in range(20)]
    request = _with_cookie(*granted)
    kept = sorted(int(subject) for subject in links.granted(request, purpose="ticket"))
    assert kept == list(range(20 - links.MOST_LINKS_KEPT, 20))
    assert len(request.COOKIES[links.COOKIE]) < 1000


def test_cookie_of_an_act_opens_no_access():
    request = _with_cookie(links.act("ticket", 1))
    assert links.granted(request, purpose="ticket") == []


@pytest.mark.parametrize("value", ["", "nonsense", "a:b:c"])
def test_tampered_cookie_opens_nothing(value):
    request = RequestFactory().get("/")
    request.COOKIES[links.COOKIE] = value
    assert links.granted(request, purpose="ticket") == []
