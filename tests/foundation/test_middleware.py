import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from foundation.middleware import closed_cache

pytestmark = pytest.mark.once


def _answer(**headers):
    view = closed_cache(lambda request: HttpResponse(headers=headers))
    return view(RequestFactory().get("/"))


def test_pages_are_kept_by_no_cache():
    assert _answer()["Cache-Control"] == "no-store"


def test_view_that_says_otherwise_is_followed():
    assert _answer(**{"Cache-Control": "public, max-age=60"})["Cache-Control"] == "public, max-age=60"
