"""A demonstration is refused as soon as another machine could reach it."""

import pytest

from config.checks import demonstration_stays_on_this_machine

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("demo", "listen", "hosts", "ids"),
    [
        (True, "127.0.0.1", ["localhost", "127.0.0.1"], []),
        (True, "::1", ["[::1]"], []),
        (True, "localhost", ["localhost"], []),
        (True, "0.0.0.0", ["localhost"], ["config.E001"]),
        (True, "192.168.1.5", ["localhost"], ["config.E001"]),
        (True, "127.0.0.1", ["localhost", "soiree.example.org"], ["config.E002"]),
        (True, "0.0.0.0", ["*"], ["config.E001", "config.E002"]),
        (False, "0.0.0.0", ["*"], []),
    ],
)
def test_demonstration_stays_on_this_machine(settings, demo, listen, hosts, ids):
    settings.DEMO, settings.LISTEN, settings.ALLOWED_HOSTS = demo, (listen, 8000), hosts
    assert [error.id for error in demonstration_stays_on_this_machine(None)] == ids
