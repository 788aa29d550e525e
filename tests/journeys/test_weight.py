"""What a phone downloads in production: files named by their content, compressed, kept for ever."""

from urllib.parse import urlsplit

import pytest

from tests.journeys.stack import Stack

KB = 1000
# Never served to a visitor: compressing them would take longer than all the rest of this file.
LEFT_OUT = ("bootstrap-*", "bootstrap.css", "*.rtl.*", "django_htmx", "account", "mfa")


@pytest.fixture(scope="module")
def production(stack):
    """A second web process on the same data, with collected files."""
    web = Stack(stack.folder, STATIC_MANIFEST="1")
    web.manage("collectstatic", "--noinput", "-v0", *[word for name in LEFT_OUT for word in ("--ignore", name)])
    web.start("web")
    yield web
    web.stop("web")


@pytest.fixture
def weigh(browser, production):
    """Return a function that opens a page on a phone and returns {address: bytes received, headers included}."""
    context = browser.new_context(base_url=production.url, viewport={"width": 360, "height": 740}, locale="fr-FR")
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    urls, weights = {}, {}
    network.on("Network.responseReceived", lambda e: urls.update({e["requestId"]: e["response"]["url"]}))
    network.on("Network.loadingFinished", lambda e: weights.update({urls[e["requestId"]]: e["encodedDataLength"]}))

    def weigh(path):
        weights.clear()
        assert page.goto(path).status == 200
        page.wait_for_load_state("networkidle")
        hosts = {urlsplit(url).netloc for url in weights if not url.startswith("data:")}
        assert hosts == {f"localhost:{production.port}"}
        heaviest = sorted(weights.items(), key=lambda pair: -pair[1])[:4]
        told = ", ".join(f"{urlsplit(url).path} {weight}" for url, weight in heaviest)
        print(f"\n{path}: {sum(weights.values()) / KB:.1f} kB ({told})")
        return sum(weights.values())

    yield weigh
    context.close()


def test_table_page_is_light(weigh, stack):
    code = stack.ask(
        "from events.models import Table; print(json.dumps(Table.objects.get(event__slug='crepite', number=7).code))"
    )
    assert weigh(f"/a/{code}/") <= 25 * KB


@pytest.mark.parametrize("path", ["/", "/soirees/petite-montagne/", "/soirees/petite-montagne/inscription/", "/idees/"])
def test_public_page_is_light_the_first_time(weigh, path):
    assert weigh(path) <= 60 * KB


def test_next_pages_are_lighter(weigh):
    weigh("/")
    assert weigh("/idees/") <= 15 * KB
    assert weigh("/soirees/petite-montagne/") <= 15 * KB
