"""A full workshop is waited for on a phone (D4); the team gives seats by wishes and brings small tables together."""

import re

from tests.journeys.conftest import check_page
from tests.journeys.stack import body, link
from tests.journeys.test_before_the_evening import FORM, arrive_from, type_in

DESK = "/organiser/soirees"
FULL = 20  # made full below; nobody waits for it in the demonstration
FREE = 12


def cancel_one_seat(stack):
    """Someone who sits at the full workshop says that they cannot come; the offer leaves even if it is night."""
    stack.ask(
        "from events.models import Registration\n"
        "one = Registration.objects.live().filter("
        f"event__slug='petite-montagne', table__workshop__number={FULL}, companions=None)\n"
        "one.select_related('event__territory', 'table__workshop').first().cancel()\n"
        "from django.utils import timezone; from outbox.delivering import deliver_due\n"
        "from outbox.models import Message\n"
        "Message.objects.filter(kind='seat-offered', due_at__gt=timezone.now()).update(due_at=timezone.now())\n"
        "deliver_due(now=timezone.now())"
    )


def wait_for_the_full_one(page, *, given_name, email, seat=None):
    """Fill the form: wait, with a seat elsewhere (`seat`) or none."""
    page.goto(FORM)
    type_in(page, given_name=given_name, email=email)
    page.locator(f"label:has(#id_waits_{FULL})").click()
    page.locator(f"label:has(#id_workshop_{seat or 'attente'})").click()
    check_page(page, f"places-attendre-{'aussi' if seat else 'seulement'}")
    page.locator("button[name=register]").click()
    page.wait_for_url("**/inscription/merci/")


def test_waits_on_a_phone_and_the_seat_arrives(visitor, stack):
    stack.ask(
        "from events.models import Table\n"
        f"table = Table.objects.get(event__slug='petite-montagne', workshop__number={FULL})\n"
        "people = table.event.registrations.live().filter(table=None, brought_by=None)[:2]\n"
        "[one.move(workshop=table.workshop) for one in people]\n"
        "table.refresh_from_db(); Table.objects.filter(pk=table.pk).update(seats=table.seats_taken)"
    )
    nour, ali = "nour.attente@example.org", "ali.attente@example.org"
    page, other = visitor("phone"), visitor("phone")
    wait_for_the_full_one(page, given_name="Nour", email=nour, seat=FREE)
    wait_for_the_full_one(other, given_name="Ali", email=ali)
    arrive_from(page, stack.wait_for_mail(nour))
    page.get_by_role("heading", name="Vous attendez aussi").wait_for()
    check_page(page, "places-billet-attente")
    asked = stack.wait_for_mail(ali)
    assert "liste d’attente" in body(asked)

    cancel_one_seat(stack)
    offered = stack.wait_for_mail(nour, count=2)
    answer = link(offered, "/place/")
    page.goto(answer)
    check_page(page, "places-proposition")
    page.get_by_role("button", name="Prendre cette place").click()
    page.wait_for_url(re.compile(r"/billet/[A-Z0-9]+/$"))
    assert "Conciergerie de village" in page.locator(".ticket").inner_text()
    check_page(page, "places-billet-nouveau", contrast=False)
    stack.wait_for_mail(nour, count=3)

    cancel_one_seat(stack)
    late = link(stack.wait_for_mail(ali, count=2), "/place/")
    other.goto(late)
    other.get_by_role("button", name="Non merci").click()
    assert other.goto(late).status == 410
    check_page(other, "places-trop-tard")


def test_team_follows_the_list_gives_seats_by_wishes_and_merges(sign_in):
    lucie = sign_in("Lucie")
    lucie.goto(f"{DESK}/petite-montagne/inscriptions/attente/")
    lucie.locator(".tag", has_text="Une place est proposée").first.wait_for()
    check_page(lucie, "places-liste")
    lucie.set_viewport_size({"width": 360, "height": 740})
    check_page(lucie, "places-liste-360", contrast=False)

    page = sign_in("Camille")
    page.goto(f"{DESK}/crepite-bletterans/inscriptions/places/")
    page.get_by_role("button", name="Proposer les places").click()
    check_page(page, "places-souhaits")
    page.get_by_role("link", name="Voir les tables").click()
    check_page(page, "places-tables")
    page.set_viewport_size({"width": 360, "height": 740})
    check_page(page, "places-tables-360", contrast=False)
    page.locator(".seated a").first.click()
    page.locator("select[name=table]").select_option(index=2)
    page.get_by_role("button", name="Déplacer et verrouiller").click()
    page.get_by_role("button", name="Déverrouiller cette place").wait_for()
    check_page(page, "places-personne-360")
    page.goto(f"{DESK}/crepite-bletterans/inscriptions/places/")
    page.get_by_role("button", name="Proposer de nouveau").click()
    page.get_by_role("link", name="1", exact=True).wait_for()
    check_page(page, "places-souhaits-360", contrast=False)
    page.set_viewport_size({"width": 1280, "height": 860})
    page.locator("summary", has_text="Annoncer les places").click()
    page.locator("form[action$='/annoncer/'] button").click()
    page.locator(".alert-success").first.wait_for()
    check_page(page, "places-annoncees")

    # Not tonight's tables: once an evening has begun, nobody is moved.
    lucie.set_viewport_size({"width": 1280, "height": 860})
    lucie.goto(f"{DESK}/petite-montagne/ateliers/regrouper/")
    check_page(lucie, "places-petites-tables")
    lucie.get_by_role("button", name=re.compile("^Regrouper")).first.click()
    lucie.locator("form[action$='/defaire/'] button").first.click()
    lucie.locator("form[action$='/defaire/']").first.wait_for(state="detached")
    lucie.set_viewport_size({"width": 360, "height": 740})
    check_page(lucie, "places-petites-tables-360", contrast=False)
