"""No network at the table (D12): what is written on a phone is kept, leaves once, and is never lost."""

import random
from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PATIENCE, SCREENS, check_page
from tests.journeys.cutting import Cut, Network

IDEAS = 100
SEED = random.SystemRandom().randrange(10**6)

OVER = """
from datetime import timedelta
from django.utils import timezone
from events.models import Event
events = Event.objects.filter(slug="petite-montagne")
began, ended = events.values_list("starts_at", "ends_at").get()
past = timezone.now() - timedelta(days=9)
events.update(starts_at=past, ends_at=past + timedelta(hours=4))
print(json.dumps([began.isoformat(), ended.isoformat()]))
"""
BACK = """
from events.models import Event
Event.objects.filter(slug="petite-montagne").update(starts_at="{}", ends_at="{}")
"""
TABLE_OF = """
from ideas.models import Idea
found = Idea.objects.filter(title__startswith="Coupure ")
print(json.dumps(list(found.values_list("table__code", flat=True))))
found.delete()
"""
CODES = """
from events.models import Table
tables = Table.objects.filter(event__slug="petite-montagne").order_by("number")
print(json.dumps(list(tables.values_list("code", flat=True)[:3])))
"""
STORED = """
from ideas.models import Idea
from foundation.codes import spaced
found = Idea.objects.filter(title__startswith="Coupure ")
print(json.dumps(sorted([idea.title, spaced(idea.receipt)] for idea in found)))
found.delete()
"""
# Types one idea and sends it, as fingers would; the stamp is that of the first page, so that no form is « too quick ».
WRITE = """([title, stamp]) => {
  const form = document.getElementById("idea-form");
  form.elements.title.value = title;
  form.elements.need.value = `Le besoin de ${title}`;
  if (form.elements.stamp.value) form.elements.stamp.value = stamp;
  form.dispatchEvent(new Event("input"));
  form.requestSubmit();
}"""
SETTLED = """() => {
  const button = document.querySelector("#idea-form button");
  return document.querySelector(".receipt") || (button && !button.hasAttribute("aria-busy"));
}"""
KEPT = """async (page) => {
  await navigator.serviceWorker.ready;
  while (!(await caches.match(page))) await new Promise((yes) => setTimeout(yes, 20));
}"""
RECEIPTS = """all => all.map(
  (card) => ["title", "receipt"].map((name) => card.querySelector(`[data-${name}]`).textContent)
)"""
WAKE = "() => dispatchEvent(new Event('online'))"


@pytest.fixture
def network(stack):
    network = Network(stack.port)
    yield network
    network.stop()


@pytest.fixture
def phone(browser_type, browser_type_launch_args, network, tmp_path):
    """Return a function that opens a phone's browser, each time with what it kept the time before."""
    opened = []

    def open_phone():
        for context in opened:
            context.close()
        opened[:] = [
            browser_type.launch_persistent_context(
                tmp_path,
                **{**browser_type_launch_args, "headless": True},
                base_url=network.url,
                viewport=SCREENS["phone"],
                locale="fr-FR",
                timezone_id="Europe/Paris",
                reduced_motion="reduce",
            )
        ]
        opened[0].set_default_timeout(PATIENCE)
        return opened[0]

    yield open_phone
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def codes(stack):
    return stack.ask(CODES)


def visit(context, code):
    """Open a table's page, and wait until the phone could do so without network."""
    page = context.pages[0]
    page.goto(f"/a/{code}/")
    page.evaluate(KEPT, f"/a/{code}/")
    return page


def test_hundred_cuts_lose_nothing_and_double_nothing(stack, network, phone, codes):
    print(f"\nseed {SEED}")
    chance = random.Random(SEED)
    context = phone()
    page = visit(context, codes[0])
    stamp = page.input_value("[name=stamp]")
    page.wait_for_timeout(2000)  # the form takes whoever sends faster for a robot
    reopened = set(chance.sample(range(5, IDEAS), 3))
    kinds = Counter()
    for number in range(IDEAS):
        if number in reopened:
            page = phone().pages[0]
            page.goto(f"/a/{codes[0]}/")
        when = chance.choice(["before", "during", "answered", "after"])
        kinds[when] += 1
        if when == "before":
            network.down()
        else:
            network.up()
            page.evaluate(WAKE)  # what waits leaves too: the cut may hit it as well
        if when in ("during", "answered"):
            network.cut = Cut(**{"request" if when == "during" else "answer": chance.random()})
        page.evaluate(WRITE, [f"Coupure {number:03}", stamp])
        page.wait_for_function(SETTLED)
        if when == "after":
            network.down()
        if "recue" in page.url or not page.locator("#idea-form").count():
            page.goto(f"/a/{codes[0]}/")
    network.up()
    page.goto(f"/a/{codes[0]}/")
    expect(page.locator("li [data-receipt]")).to_have_count(IDEAS)

    shown = page.locator("[data-list=received] li").evaluate_all(RECEIPTS)
    print(f"{dict(kinds)}; {network.failures} cut at a byte, {len(reopened)} times the browser closed")
    assert sorted(shown) == stack.ask(STORED)
    assert [title for title, _receipt in sorted(shown)] == [f"Coupure {number:03}" for number in range(IDEAS)]


def test_page_opens_without_network_and_its_idea_leaves_later(network, phone, codes, stack):
    """Written for one table without network, the browser closed, then sent from the page of another one."""
    table, other = codes[1:3]
    visit(phone(), table)
    context = phone()
    network.down()
    page = context.pages[0]
    page.goto(f"/a/{table}/")
    page.get_by_text("Pas de réseau pour l’instant").wait_for()
    assert (page.locator("article.note").count(), page.input_value("[name=stamp]")) == (0, "")  # nothing of anyone
    check_page(page, "table-hors-reseau-ouverte")
    page.fill("#id_title", "Coupure et covoiturage")
    page.get_by_role("button", name="Envoyer l’idée").click()
    page.get_by_text("Vous pouvez fermer cette page").wait_for()
    page.fill("#id_title", "Un brouillon")
    check_page(page, "table-gardee")

    page = phone().pages[0]
    page.goto(f"/a/{table}/")
    expect(page.locator("#id_title")).to_have_value("Un brouillon")
    network.up()
    page.goto(f"/a/{other}/")
    page.get_by_role("heading", name="Mes idées envoyées d’ici").wait_for()
    check_page(page, "table-envoyees")
    with page.expect_navigation():
        page.get_by_role("link", name="Voir son reçu").click()
    page.get_by_role("heading", name="Reçue").wait_for()
    assert stack.ask(TABLE_OF) == [table]

    page.goto(f"/a/{other}/")
    page.get_by_role("button", name="Effacer de ce téléphone").click()
    page.get_by_role("dialog").get_by_role("button", name="Effacer").click()
    expect(page.locator("#mine")).to_be_hidden()


def test_refused_idea_stays_on_the_phone_with_the_reason(network, phone, codes, stack):
    page = visit(phone(), codes[0])
    network.down()
    page.fill("#id_title", "Coupure trop tardive")
    page.get_by_role("button", name="Envoyer l’idée").click()
    page.get_by_text("Votre idée est gardée").wait_for()
    dates = stack.ask(OVER)
    try:
        network.up()
        page.evaluate(WAKE)
        page.get_by_text("ne recueille plus d’idées ici").wait_for()
        check_page(page, "table-refusee")
        page.goto(f"/a/{codes[0]}/")  # the page says that the evening is over, and still shows what was not taken
        page.get_by_text("Pas encore reçue").wait_for()
        assert page.get_by_role("button", name="Corriger").count() == 0
        check_page(page)
    finally:
        stack.ask(BACK.format(*dates))
    page.get_by_role("button", name="Réessayer").click()
    page.get_by_text("Reçue. Reçu").wait_for()
    assert [title for title, _receipt in stack.ask(STORED)] == ["Coupure trop tardive"]
