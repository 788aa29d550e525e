from django.urls import reverse

from tests.factories import make_event, make_organiser, make_workshop
from tests.signing import sign_in


def test_each_table_has_its_sheet_after_the_hall_s(client, db, settings, django_assert_num_queries):
    event = make_event()
    for _workshop in range(2):
        make_workshop(event=event, tables=2)
    sign_in(client, make_organiser(territory=event.territory))
    page = reverse("evening:codes", args=[event.slug])
    with django_assert_num_queries(5):
        response = client.get(page)
    assert [sheet.table.number if sheet.table else None for sheet in response.context["sheets"]] == [None, 1, 2, 3, 4]
    assert response.context["only_here"] is True
    settings.PUBLIC_URL = "https://soiree.example.org"
    response = client.get(page)
    assert (response.context["only_here"], response.context["site"]) == (False, "soiree.example.org")
