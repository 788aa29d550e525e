"""Long lists are read page by page: nobody is forgotten, the filters stay, and each row is shown once."""

from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.utils import timezone

from events.duties import duties
from events.models import (
    EventPhoto,
    Facilitator,
    FacilitatorCall,
    Group,
    Letter,
    Partner,
    Registration,
    Task,
)
from events.models import letter as letters
from events.views.organising import timetable
from tests.factories import make_event, make_structure

MANY = 120


@pytest.fixture
def root(event):
    return f"/organiser/soirees/{event.slug}/"


def read(desk, address, *, rows, pages=None):
    """Follow « Next » from `address`; return [keys of each page] and the last query string."""
    found, query = [], address.partition("?")[2]
    while True:
        context = desk.get(f"{address.partition('?')[0]}?{query}").context
        found.append([row.pk for row in context[rows]])
        following = (context[pages] if pages else context)["next"]
        if not following:
            return found, parse_qs(query)
        query = following


def sizes(found):
    """Return how many rows each page has, once sure that no row comes twice."""
    keys = [key for page in found for key in page]
    assert len(set(keys)) == len(keys)
    return [len(page) for page in found]


def people_of(event):
    Registration.objects.bulk_create(
        Registration(event=event, given_name="Nadia", family_name=f"M{n % 7}", folded=f"m{n % 7}") for n in range(MANY)
    )
    return event.registrations.order_by("pk")


def test_facilitators_are_read_by_pages_and_keep_the_answer_chosen(desk, event, root):
    Facilitator.objects.bulk_create(
        Facilitator(event=event, given_name="Do", family_name=f"P{n % 3}", email=f"f{n}@a.org") for n in range(MANY)
    )
    found, query = read(desk, f"{root}equipe/?etat=a-inviter", rows="facilitators", pages="people_pages")
    assert (sizes(found), query["etat"]) == ([50, 50, 20], ["a-inviter"])


def test_partners_turn_without_turning_facilitators(desk, event, root):
    Partner.objects.bulk_create(
        Partner(event=event, structure=make_structure(territory=event.territory, name=f"S{n}")) for n in range(60)
    )
    found, query = read(desk, f"{root}equipe/", rows="partners", pages="partner_pages")
    assert (sizes(found), list(query)) == ([50, 10], ["partenaires"])


def test_calls_and_groups_are_read_by_pages(desk, event, root):
    structure = make_structure(territory=event.territory)
    FacilitatorCall.objects.bulk_create(
        FacilitatorCall(event=event, structure=structure, contact_email=f"c{n}@a.org", until=timezone.localdate())
        for n in range(MANY)
    )
    Group.objects.bulk_create(Group(event=event, label="6e") for n in range(MANY))
    assert sizes(read(desk, f"{root}equipe/appels/", rows="calls")[0]) == [50, 50, 20]
    assert sizes(read(desk, f"{root}inscriptions/groupes/", rows="groups")[0]) == [50, 50, 20]


def test_photos_are_read_by_pages_and_so_are_the_names_of_who_refused(desk, event, root):
    people_of(event)
    EventPhoto.objects.bulk_create(
        EventPhoto(event=event, key=f"K{n}", width=9, height=9, small_width=9, small_height=9) for n in range(30)
    )
    assert sizes(read(desk, f"{root}photos/", rows="page")[0]) == [24, 6]
    first = desk.get(f"{root}photos/").context
    assert (len(first["refusers"]), first["refuser_count"]) == (50, MANY)
    second = desk.get(f"{root}photos/?{first['refuser_pages']['next']}").context
    assert (len(second["refusers"]), second["are_names_open"], len(second["page"])) == (50, True, 24)


def test_letters_are_read_by_pages_and_printed_by_piles(desk, event, root, monkeypatch):
    Letter.objects.bulk_create(
        Letter(registration=one, key=f"l{one.pk}", kind="k", subject="s", text="t") for one in people_of(event)
    )
    monkeypatch.setattr(letters, "MOST_AT_ONCE", 80)
    oldest = list(Letter.objects.order_by("pk").values_list("pk", flat=True))
    assert sizes(read(desk, f"{root}lettres/", rows="letters")[0]) == [50, 50, 20]
    page = desk.get(f"{root}lettres/").context
    assert (page["waiting_count"], page["pile"]) == (MANY, oldest[:80])
    sheets = desk.get(f"{root}lettres/imprimer/").context["sheets"]
    assert sorted(sheet["pk"] for sheet in sheets) == oldest[:80]
    desk.post(f"{root}lettres/imprimees/", {"letter": page["pile"]})
    assert Letter.objects.of(event).counts() == {"waiting_count": 40, "printed_count": 80}
    assert desk.get(f"{root}lettres/").context["pile"] == oldest[80:]
    assert sizes(read(desk, f"{root}lettres/?boite=imprimees", rows="letters")[0]) == [50, 30]


def test_a_timetable_without_end_says_that_it_is_cut(desk, event, root, monkeypatch):
    monkeypatch.setattr(timetable, "MOST_TASKS", 3)
    day = timezone.localdate()
    for number in (3, 1):
        Task.objects.bulk_create(Task(event=event, title="T", fixed_on=day, due_on=day) for _ in range(number))
        shown = desk.get(f"{root}calendrier/").context
        assert sum(len(tasks) for _kind, _month, tasks in shown["groups"]) == 3
        assert shown["most"] == (0 if number == 3 else 3)


def test_a_cursor_of_nobody_gives_the_first_page(desk, root):
    for page in ("equipe/", "equipe/appels/", "inscriptions/groupes/", "photos/", "lettres/"):
        assert desk.get(f"{root}{page}?suite=x&partenaires=x&noms=x").status_code == 200


def test_only_the_nearest_evenings_are_gathered_one_by_one(organiser, territory, django_assert_max_num_queries):
    now = timezone.now()
    for days in range(9, 1, -1):
        make_event(territory=territory, slug=f"d{days}", starts_at=now + timedelta(days=days), status="draft")
    with django_assert_max_num_queries(25):
        found = list(duties(organiser, now))
    assert [duty.url for duty in found] == [
        *(f"/organiser/soirees/d{days}/" for days in range(2, 8)), "/organiser/",
    ]  # fmt: skip
    assert "2" in found[-1].title
