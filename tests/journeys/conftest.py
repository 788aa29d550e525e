"""Journeys drive a real Chromium over the whole platform; their pictures are the documentation's."""

import io
import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Error, expect

from tests.journeys import stack as stacks

# Playwright keeps a loop running in this thread, where Django would refuse its database to whoever prepares a page.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# Pictures change with the day and cost a tenth of the time: only `make pictures` takes those of the documentation.
PICTURES = Path(__file__).resolve().parents[2] / os.environ["PICTURES"] if "PICTURES" in os.environ else None
SCREENS = {
    "phone": {"width": 360, "height": 740},
    "desk": {"width": 1280, "height": 860},
    "wall": {"width": 1920, "height": 1080},
}
AXE = Axe()
# The line that Chromium adds to each refused answer says less than the answer itself, which is judged; and htmx says
# that a figure was being asked again when the page was left (a request that fails says `htmx:sendError`).
HARMLESS = ("Failed to load resource", "htmx:sendAbort", "htmx:afterRequest")
PATIENCE = 60_000  # ms for what must appear: a busy machine is not a fault
expect.set_options(timeout=PATIENCE)
TALLEST = 1500  # pixels of a picture: beyond, nobody reads a guide
COLOURS = 128


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def stack():
    with stacks.running() as running:
        yield running


@pytest.fixture
def visitor(browser, stack):
    """Open pages as someone: `visitor("phone")`, `visitor("desk")`; whatever a page complains of fails the test."""
    contexts, complaints = [], []

    def arrive(device="phone", **options):
        context = browser.new_context(
            base_url=stack.url,
            viewport=SCREENS[device],
            locale="fr-FR",
            timezone_id="Europe/Paris",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        watch(page, complaints, home=urlsplit(stack.url).netloc)
        return page

    yield arrive
    for context in contexts:
        context.close()
    assert complaints == []


def watch(page, complaints, *, home):
    """Note errors of scripts and of the content policy, files that are missing, and anything asked of another host."""

    def hear(line):
        if line.type == "error" and not line.text.startswith(HARMLESS):
            complaints.append(line.text)

    def judge(answer):
        asked = answer.request.is_navigation_request() or answer.request.resource_type in ("xhr", "fetch")
        if answer.status >= 500 or (answer.status >= 400 and not asked):
            complaints.append(f"{answer.status} {answer.url}")

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", judge)
    page.on("request", lambda request: complaints.append(request.url) if is_foreign(request.url, home) else None)


def is_foreign(url, home):
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != home


@pytest.fixture
def sign_in(visitor):
    """Return a page signed in as one of the cast, by the same one click as a stranger: `sign_in("Camille")`."""

    def be(given_name, device="desk", **options):
        page = visitor(device, **options)
        page.goto("/demo/")
        page.get_by_role("button", name=f"Être {given_name}", exact=True).click()
        page.wait_for_url(lambda url: "/demo/" not in url)
        return page

    return be


def check_page(page, name="", *, full=True, contrast=True):
    """No accessibility violation, nothing wider than the screen; and its picture when it has a name.

    `contrast` is the slow half of the first: a page seen on two screens needs it once.
    """
    try:
        found = violations(page, contrast=contrast)
    except Error:  # a click had just asked for another page, which came while this one was read: that one is judged
        page.wait_for_load_state()
        found = violations(page, contrast=contrast)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{page.url} is {width} px wide"
    if name:
        picture(page, name, full=full)


def violations(page, *, contrast):
    """Return what axe finds on the page that is shown."""
    page.wait_for_load_state("domcontentloaded")
    if not page.evaluate("() => 'axe' in window"):  # once per page: it is half a megabyte to read
        page.evaluate(AXE.axe_script)
    # What passes is never read, and slow to tell.
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": contrast}}}
    return AxeResults(page.evaluate("options => axe.run(options)", options))


def picture(page, name, *, full=True):
    """Keep what is on the screen, in few colours: pictures of a guide are many and must stay light."""
    if PICTURES is None:
        return
    width, height = page.viewport_size["width"], page.viewport_size["height"]
    if full:
        height = min(TALLEST, page.evaluate("() => document.documentElement.scrollHeight"))
    shot = page.screenshot(full_page=full, clip={"x": 0, "y": 0, "width": width, "height": height} if full else None)
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    PICTURES.mkdir(parents=True, exist_ok=True)
    few = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)
