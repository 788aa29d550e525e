"""Journeys drive a real Chromium over the whole platform; their pictures are the documentation's."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys import stack as stacks

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 860}


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
        size = PHONE if device == "phone" else DESK
        context = browser.new_context(
            base_url=stack.url, viewport=size, locale="fr-FR", timezone_id="Europe/Paris", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("response", lambda answer: complaints.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None)
        return page

    arrive.complaints = complaints
    yield arrive
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def sign_in(visitor):
    """Return a page signed in as one of the demonstration's people, by the same one click as a stranger."""

    def as_role(role, device="desk"):
        page = visitor(device)
        page.goto("/demo/")
        page.get_by_test_id(f"demo-{role}").click()
        page.wait_for_load_state()
        return page

    return as_role


def check_page(page, name="", *, full=True):
    """No accessibility violation, nothing wider than the screen; and its picture when it has a name."""
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{page.url} is {width} px wide"
    if name:
        picture(page, name, full=full)


def picture(page, name, *, full=True):
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=full)
