"""Rows of one evening do not open under another; who opens what stands in the access table."""

from django.urls import reverse

from tests.factories import make_event, make_registration, make_workshop


def test_rows_of_another_evening_do_not_exist(desk, event, territory):
    other = make_event(territory=territory)
    workshop = make_workshop(event=other)
    registration = make_registration(event=other)
    assert desk.get(reverse("events:workshop_edit", args=[event.slug, workshop.pk])).status_code == 404
    assert desk.get(reverse("events:registration", args=[event.slug, registration.code])).status_code == 404
