import pytest
from django.urls import reverse

from members.models import DeclaredFigure
from tests.factories import make_event, make_idea, make_registration, make_territory, make_workshop

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def make_figure(territory):
    return DeclaredFigure.objects.create(territory=territory, label="ateliers", value=21, wording="21 ateliers")


def filled(count):
    territory = make_territory(name="Pays lédonien", slug="pays")
    for number in range(count):
        event = make_event(territory=territory)
        make_workshop(event=event)
        make_idea(event=event, title=f"Idée {number}")
        make_event(territory=territory, status="historical", declared_participants=300)
        make_figure(territory)
    return territory


def test_home_of_an_empty_house_says_what_to_do(client):
    page = client.get(reverse("home"))
    assert page.status_code == 200
    assert [len(page.context[name]) for name in ("coming", "past", "figures", "territories", "ideas")] == [0] * 5
    assert page.content.decode().count('class="empty"') == 1


def test_home_shows_what_is_public(client):
    territory = make_territory()
    published = make_event(territory=territory)
    make_event(territory=territory, status="draft")
    past = make_event(territory=territory, status="historical", starts_at=published.starts_at)
    shown = make_idea(event=published)
    make_idea(event=published, status="submitted")
    page = client.get(reverse("home"))
    assert list(page.context["coming"]) == [published]
    assert list(page.context["past"]) == [past]
    assert list(page.context["ideas"]) == [shown]


@pytest.mark.parametrize("name", ["home", "territory"])
@pytest.mark.parametrize("count", [1, 3, 20])
def test_page_costs_the_same_whatever_the_number_of_rows(client, name, count, django_assert_max_num_queries):
    filled(count)
    with django_assert_max_num_queries(8):
        response = client.get(reverse(name, args=["pays"] if name == "territory" else []))
    assert len(response.context["coming"]) == min(count, 6)
    assert len(response.content) < 60_000


def test_territory_shows_its_own_evenings_figures_and_ideas(client):
    here, there = make_territory(slug="ici"), make_territory(slug="la-bas")
    event, other = make_event(territory=here), make_event(territory=there)
    idea, _elsewhere = make_idea(event=event), make_idea(event=other)
    figure = make_figure(here)
    page = client.get(reverse("territory", args=["ici"]))
    assert list(page.context["coming"]) == [event]
    assert list(page.context["ideas"]) == [idea]
    assert list(page.context["figures"]) == [figure]
    assert here.stylesheet_url in page.content.decode()


def test_territory_that_does_not_exist_is_not_found(client):
    assert client.get(reverse("territory", args=["nulle-part"])).status_code == 404


def test_a_full_evening_of_wishes_offers_to_wait(client):
    event = make_event(seating="wishes")
    make_workshop(event=event, seats=1)
    make_registration(event=event)
    page = client.get(reverse("home"))
    assert [(one, one.free_places) for one in page.context["coming"]] == [(event, 0)]
    assert page.context["next"] == event
    assert "Attendre une place" in page.content.decode()
    assert client.get(event.get_absolute_url()).context["standing"] == "full"
