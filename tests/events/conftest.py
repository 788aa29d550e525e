import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    """Limits are counted in the cache: a test must not pay for what another one sent."""
    cache.clear()
