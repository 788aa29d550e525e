from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.keyset import paginate
from foundation.models import Link
from members.models import Territory
from tests.factories import make_territory

pytestmark = pytest.mark.django_db


def _walk(queryset, order, size):
    """Every row, page after page, by following the cursors."""
    rows, cursor, pages = [], "", 0
    while True:
        page = paginate(queryset, order=order, cursor=cursor, size=size)
        rows += page.rows
        pages += 1
        if not page.next:
            return rows, pages
        cursor = page.next


@pytest.mark.parametrize("order", [("name", "pk"), ("-name", "pk"), ("name", "-pk"), ("-pk",)])
def test_pages_give_each_row_once_in_order(order):
    for name in "BACABCA":
        make_territory(name=name)
    rows, pages = _walk(Territory.objects.all(), order, 2)
    assert rows == list(Territory.objects.order_by(*order))
    assert pages == 4


def test_last_full_page_has_no_next():
    for _ in range(4):
        make_territory()
    page = paginate(Territory.objects.all(), order=("pk",), size=4)
    assert (len(page), page.next) == (4, "")


def test_row_that_arrives_meanwhile_shifts_nothing():
    for _ in range(4):
        make_territory()
    first = paginate(Territory.objects.all(), order=("-pk",), size=2)
    make_territory()
    second = paginate(Territory.objects.all(), order=("-pk",), cursor=first.next, size=2)
    assert not set(first.rows) & set(second.rows)
    assert len(second) == 2


def test_moments_are_keys_too():
    for day in (1, 2, 3):
        Link.objects.create(
            kind=Link.Kind.ACT, purpose="p", subject=str(day), expires_at=timezone.now() + timedelta(days=day)
        )
    rows, _pages = _walk(Link.objects.all(), ("-expires_at", "-pk"), 1)
    assert [link.subject for link in rows] == ["3", "2", "1"]


@pytest.mark.parametrize("cursor", ["nonsense", "a:b:c", "🎈"])
def test_cursor_that_was_tampered_with_gives_the_first_page(cursor):
    make_territory()
    assert len(paginate(Territory.objects.all(), order=("pk",), cursor=cursor)) == 1


def test_cursor_of_another_order_gives_the_first_page():
    for _ in range(3):
        make_territory()
    other = paginate(Territory.objects.all(), order=("name", "pk"), size=1).next
    page = paginate(Territory.objects.all(), order=("pk",), cursor=other, size=1)
    assert page.rows == [Territory.objects.order_by("pk").first()]


def test_page_costs_one_statement(django_assert_num_queries):
    for _ in range(3):
        make_territory()
    with django_assert_num_queries(1):
        paginate(Territory.objects.all(), order=("pk",), size=2)
