from django.urls import reverse

from events.models import Registration
from foundation.models import Link
from outbox.models import Message
from tests.factories import make_registration, make_workshop


def address(name, registration):
    return reverse(f"events:{name}", args=[registration.event.slug, registration.code])


def typed(registration, **changes):
    values = {
        "seen": registration.last_step(),
        "given_name": registration.given_name, "family_name": registration.family_name,
        "email": registration.email or "", "phone": registration.phone, "age_band": registration.age_band,
        "commune_name": registration.place,
    }  # fmt: skip
    return {**values, **changes}


def kinds(registration):
    return [step.kind for step in registration.steps.all()]


def test_the_team_registers_someone_who_receives_a_ticket(desk, event):
    workshop = make_workshop(event=event)
    values = {"given_name": "Zoé", "family_name": "Roux", "email": "Zoe@example.org", "phone": "06 12 34 56 78",
              "workshop": workshop.pk, "age_band": "26_39", "commune_name": "Lons-le-Saunier",
              "profiles": ["student"]}  # fmt: skip
    response = desk.post(reverse("events:registration_new", args=[event.slug]), values)
    registration = Registration.objects.get()
    assert response.url == address("registration", registration)
    assert (registration.source, registration.email, registration.phone) == ("team", "zoe@example.org", "+33612345678")
    assert (registration.commune.insee, registration.table.workshop) == ("39300", workshop)
    assert [message.to for message in Message.objects.all()] == ["zoe@example.org"]


def test_someone_without_address_gets_a_ticket_to_print(desk, event):
    desk.post(reverse("events:registration_new", args=[event.slug]), {"given_name": "Zoé"})
    registration = Registration.objects.get()
    assert (registration.email, registration.table, Message.objects.count()) == (None, None, 0)
    response = desk.get(address("registration_print", registration))
    assert response.context["registration"] == registration


def test_a_known_address_is_said_with_its_name(desk, event):
    known = make_registration(event=event, email="zoe@example.org", given_name="Zoé")
    for page in ("registration_new", "walk_in"):
        response = desk.post(
            reverse(f"events:{page}", args=[event.slug]), {"given_name": "Autre", "email": "zoe@example.org"}
        )
        assert list(response.context["form"].errors) == ["email"]
        assert response.context["form"].known == known
    assert Registration.objects.count() == 1


def test_a_full_workshop_keeps_what_was_typed(desk, event):
    workshop = make_workshop(event=event, seats=1)
    make_registration(event=event, workshop=workshop)
    response = desk.post(
        reverse("events:registration_new", args=[event.slug]), {"given_name": "Zoé", "workshop": workshop.pk}
    )
    assert list(response.context["form"].errors) == ["workshop"]
    assert response.context["form"]["given_name"].value() == "Zoé"


def test_a_walk_in_is_present_at_once(desk, event):
    workshop = make_workshop(event=event)
    desk.post(reverse("events:walk_in", args=[event.slug]), {"given_name": "Zoé", "workshop": workshop.pk})
    registration = Registration.objects.present().get()
    assert (registration.source, registration.table.workshop) == ("walk_in", workshop)


def test_a_new_address_gets_the_ticket_and_closes_the_old_links(desk, event):
    registration = make_registration(event=event, workshop=make_workshop(event=event), email="faute@example.org")
    registration.ticket_link()
    desk.post(address("registration_change", registration), typed(registration, email="juste@example.org"))
    registration.refresh_from_db()
    assert (registration.email, kinds(registration)) == ("juste@example.org", ["changed", "registered"])
    assert [message.to for message in Message.objects.waiting()] == ["juste@example.org"]
    assert [link.revoked_at is None for link in Link.objects.order_by("pk")] == [False, True]


def test_an_account_no_longer_holds_a_registration_whose_address_changed(desk, event, organiser):
    registration = make_registration(event=event, email="faute@example.org")
    Registration.objects.filter(pk=registration.pk).update(person=organiser)
    desk.post(address("registration_change", registration), typed(registration, given_name="Zoé"))
    registration.refresh_from_db()
    assert registration.person == organiser
    desk.post(address("registration_change", registration), typed(registration, email="juste@example.org"))
    registration.refresh_from_db()
    assert registration.person is None


def test_the_address_of_someone_else_is_refused(desk, event):
    make_registration(event=event, email="prise@example.org")
    registration = make_registration(event=event, email="libre@example.org")
    response = desk.post(address("registration_change", registration), typed(registration, email="Prise@example.org"))
    assert list(response.context["form"].errors) == ["email"]


def test_two_organisers_at_once_notice_each_other(desk, event):
    registration = make_registration(event=event)
    first, second = typed(registration, given_name="Un"), typed(registration, family_name="Deux")
    desk.post(address("registration_change", registration), first)
    response = desk.post(address("registration_change", registration), second)
    registration.refresh_from_db()
    assert (registration.given_name, registration.family_name) == ("Un", "Morel")
    assert response.context["form"]["family_name"].value() == "Deux"


def test_a_name_changed_is_found_by_its_new_letters(desk, event):
    registration = make_registration(event=event)
    desk.post(
        address("registration_change", registration), typed(registration, family_name="Écoffet", profiles=["retired"])
    )
    assert Registration.objects.matching("ecoffet").get().profiles.get().profile == "retired"


def test_placing_and_moving_keep_the_count_of_seats(desk, event, said):
    one, two = make_workshop(event=event, seats=1), make_workshop(event=event, seats=1)
    registration = make_registration(event=event)
    for workshop in (one, two, two):
        desk.post(address("registration_place", registration), {"workshop": workshop.pk})
    assert [workshop.tables.get().seats_taken for workshop in (one, two)] == [0, 1]
    other = make_registration(event=event)
    response = desk.post(address("registration_place", other), {"workshop": two.pk}, follow=True)
    assert "complet" in said(response)[-1]
    assert desk.post(address("registration_place", other), {"workshop": "x"}).status_code == 302
    other.refresh_from_db()
    assert other.table is None


def test_cancelling_frees_the_seat_and_can_be_taken_back(desk, event):
    workshop = make_workshop(event=event)
    registration = make_registration(event=event, workshop=workshop)
    for act in ("registration_cancel", "registration_cancel", "registration_reinstate", "registration_reinstate"):
        desk.post(address(act, registration))
    registration.refresh_from_db()
    assert (registration.status, registration.table, workshop.tables.get().seats_taken) == ("registered", None, 0)
    assert kinds(registration) == ["reinstated", "cancelled", "registered"]


def test_a_cancelled_person_is_not_marked_present(desk, event):
    registration = make_registration(event=event)
    registration.cancel()
    for headers in ({}, {"HX-Request": "true"}):
        assert desk.post(
            address("registration_presence", registration), {"present": "1"}, headers=headers
        ).status_code in (200, 302)
    assert registration.attendances.count() == 0


def test_the_ticket_is_sent_as_often_as_asked(desk, event, said):
    registration = make_registration(event=event, workshop=make_workshop(event=event))
    for _time in range(2):
        desk.post(address("registration_ticket", registration))
    assert Message.objects.count() == 2
    silent = make_registration(event=event, email="")
    assert "imprimez" in said(desk.post(address("registration_ticket", silent), follow=True))[-1]
    assert Message.objects.count() == 2


def test_a_parent_s_authorisation_is_recorded_once(desk, event):
    minor = make_registration(event=event, age_band="15_17")
    adult = make_registration(event=event, age_band="26_39")
    for registration in (minor, minor, adult):
        desk.post(address("registration_authorise", registration))
    minor.refresh_from_db()
    adult.refresh_from_db()
    assert (minor.lacks_authorisation, adult.authorised_at) == (False, None)
    assert kinds(minor) == ["authorised", "registered"]


def test_a_companion_is_added_beside_who_brings_them(desk, event):
    workshop = make_workshop(event=event)
    registration = make_registration(event=event, workshop=workshop)
    desk.post(address("registration_companion", registration), {"given_name": "Zoé"})
    desk.post(address("registration_companion", registration), {"given_name": ""})
    companion = registration.companions.get()
    assert (companion.given_name, companion.table, workshop.tables.get().seats_taken) == ("Zoé", registration.table, 2)


def test_the_page_costs_the_same_with_ten_companions(desk, event, django_assert_num_queries):
    workshop = make_workshop(event=event, seats=14)
    registration = make_registration(event=event, workshop=workshop)
    for _companion in range(10):
        desk.post(address("registration_companion", registration), {"given_name": "Zoé"})
    with django_assert_num_queries(12):
        desk.get(address("registration", registration))


def test_nobody_comes_with_who_is_cancelled(desk, event):
    workshop = make_workshop(event=event)
    head = make_registration(event=event, workshop=workshop)
    head.cancel(tell=False)
    desk.post(reverse("events:registration_companion", args=[event.slug, head.code]), {"given_name": "Ali"})
    assert (head.companions.count(), workshop.tables.get().seats_taken) == (0, 0)


def test_nobody_is_registered_for_an_evening_called_off(desk, event):
    workshop = make_workshop(event=event)
    head = make_registration(event=event, workshop=workshop)
    event.cancel(by=None, reason="La neige")
    values = {"given_name": "Zoé", "email": "zoe@example.org", "workshop": workshop.pk}
    for page in ("registration_new", "walk_in"):
        response = desk.post(reverse(f"events:{page}", args=[event.slug]), values)
        assert list(response.context["form"].errors) == ["__all__"]
    desk.post(address("registration_companion", head), {"given_name": "Ali"})
    assert (Registration.objects.count(), Message.objects.count()) == (1, 0)


def test_who_is_written_down_after_the_evening_receives_no_ticket(desk, event):
    first, second = make_workshop(event=event), make_workshop(event=event)
    type(event).objects.filter(pk=event.pk).update(status="done")
    values = {"given_name": "Zoé", "email": "zoe@example.org", "workshop": first.pk}
    desk.post(reverse("events:registration_new", args=[event.slug]), values)
    registration = Registration.objects.get()
    desk.post(address("registration_place", registration), {"workshop": second.pk})
    assert Registration.objects.get().table.workshop == second
    assert Message.objects.count() == 0
