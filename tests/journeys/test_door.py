"""At the door: two volunteers, the network that goes and comes back, a door that is closed, tickets before a camera."""

import io
import re

import pytest
import segno
from PIL import Image

from tests.journeys.conftest import PATIENCE, SCREENS, check_page, picture, watch

SCENE = """
from events.models import Door, Event
from events.models.registration import Registration
event = Event.objects.get(slug="crepite")
doors = [Door.make(event, name=name, by=None) for name in ("Inès", "Marco", "Ali")]
adults = event.registrations.absent().exclude(table=None).exclude(family_name="").filter(age_band="40_59")
people = list(adults.order_by("given_name", "pk")[:4])
print(json.dumps({
    "doors": [[door.pk, door.access_link()] for door in doors],
    "people": [[one.given_name, one.family_name, one.code] for one in people],
    "family": sorted({one.family_name for one in event.registrations.all()} - {""}),
}))
"""


@pytest.fixture(scope="module")
def scene(stack):
    return stack.ask(SCENE)


def short(person):
    return f"{person[0]} {person[1][0]}."


def find(page, person, *, by=0):
    """Type the beginning of a name and return the row of this person."""
    page.fill("#q", person[by][: 3 if by else None])
    return page.locator("#rows li").filter(has_text=short(person)).first


def tap(page, person, **options):
    find(page, person, **options).get_by_role("button", name=re.compile("^Noter l’arrivée")).click()


def test_two_doors_agree_and_a_cut_loses_nothing(visitor, scene, stack):
    one, other, third, _last = scene["people"]
    ines, marco = visitor("phone"), visitor("phone")
    ines.goto(scene["doors"][0][1])
    marco.goto(scene["doors"][1][1])
    ines.get_by_text("En ligne").wait_for()
    check_page(ines, "accueil-porte", contrast=False)
    tap(ines, one, by=1)  # three letters of the family name
    ines.locator("#toast").get_by_text(f"{short(one)} est là").wait_for()
    check_page(ines, "accueil-arrivee")
    find(marco, one)
    marco.locator("#rows li.present").filter(has_text=short(one)).first.wait_for()

    # The network is cut: acts are kept, and survive closing the page.
    ines.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    ines.context.set_offline(True)
    tap(ines, other)
    ines.locator("#walk-in summary").click()
    ines.fill("#id_given_name", "Zébulon")
    ines.get_by_role("button", name="Inscrire, déjà là").click()
    ines.get_by_text("Hors ligne : 2 gestes gardés sur ce téléphone").wait_for()
    tap(marco, other)
    marco.locator("#rows li.present").filter(has_text=short(other)).first.wait_for()
    marco.get_by_text("En ligne").wait_for()
    ines.goto("about:blank")
    ines.goto(f"/accueil/{scene['doors'][0][0]}/")
    ines.get_by_text("2 gestes gardés sur ce téléphone").wait_for()
    check_page(ines, "accueil-hors-ligne")
    kept = ines.evaluate("doorStore.all('lists')")
    rows = list(kept[0]["people"].values())
    assert {len(row) for row in rows} == {6}
    assert {len(row[2]) for row in rows} <= {0, 1}
    held = {word for row in rows for word in row[1].split()} & set(scene["family"])
    assert held <= {row[1] for row in rows}  # a given name may be someone else's family name

    # Back: what is settled is settled, what was done twice is said.
    ines.context.set_offline(False)
    told = ines.locator("#conflicts").get_by_text(re.compile(f"{re.escape(short(other))} est déjà là.*Marco"))
    told.wait_for()
    ines.get_by_text("En ligne").wait_for()
    picture(ines, "accueil-conflit")
    ines.get_by_role("button", name="Vu", exact=True).click()
    ines.locator("#conflicts").wait_for(state="hidden")

    # The team closes the door: the phone says whom to call, keeps what was not sent, forgets the names.
    ines.context.route("**/liste/**", lambda route: route.abort())  # the next poll must not be first
    closing = "from events.models import Door, Registration, Attendance\n"
    found = stack.ask(
        f"{closing}Door.objects.get(pk={scene['doors'][0][0]}).revoke()\n"
        "zoe = Registration.objects.filter(given_name='Zébulon', source='walk_in')\n"
        "print(json.dumps([zoe.count(), Attendance.objects.standing().filter(registration__in=zoe).count()]))"
    )
    assert found == [1, 1]
    tap(ines, third)
    ines.get_by_text("Cet accueil a été fermé").wait_for()
    ines.reload()
    ines.get_by_text(re.compile(f"{third[0]}.*arrivée")).wait_for()
    check_page(ines, "accueil-ferme")
    assert ines.evaluate("doorStore.all('lists').then((lists) => Object.keys(lists[0].people).length)") == 0


def test_the_camera_reads_a_ticket_with_the_decoder_of_the_platform(
    browser_type, browser_type_launch_args, scene, stack, tmp_path
):
    person = scene["people"][3]
    video = tmp_path / "billet.mjpeg"
    video.write_bytes(frames(f"{stack.url}/billet/{person[2]}/"))
    fake = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    args = [*browser_type_launch_args["args"], *fake, f"--use-file-for-fake-video-capture={video}"]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": args})
    complaints = []
    page = browser.new_page(base_url=stack.url, viewport=SCREENS["phone"], locale="fr-FR")
    page.set_default_timeout(PATIENCE)
    watch(page, complaints, home=stack.url.rpartition("/")[2])
    page.goto(scene["doors"][2][1])
    page.get_by_text("En ligne").wait_for()
    page.get_by_role("button", name="Scanner un billet").click()
    page.locator("#said").get_by_text(f"✓ {short(person)}").wait_for()
    picture(page, "accueil-scanner")
    page.get_by_role("button", name="Fermer la caméra").click()
    page.get_by_role("button", name="Scanner un billet").click()  # the same ticket once more: when and where
    page.locator("#said").get_by_text(re.compile(f"{re.escape(short(person))} est déjà là.*Ali")).wait_for()
    browser.close()
    assert complaints == []


def frames(text):
    """Return a film of one ticket held before a camera, as Chromium plays it: JPEG pictures one after the other."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=7, border=4)
    ticket, film = Image.open(out).convert("RGB"), Image.new("RGB", (640, 480), "#777")
    film.paste(ticket, ((640 - ticket.width) // 2, (480 - ticket.height) // 2))
    one = io.BytesIO()
    film.save(one, "JPEG", quality=85)
    return one.getvalue() * 3
