"""What a verb refused, told to who asked."""

from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import ValidationError


@contextmanager
def saying_why(request):
    """Leave the block when a verb refuses (ValidationError), and say why on the next page."""
    try:
        yield
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)


def attempt(request, act, *, done):
    """Call the verb `act` and tell how it went: `done`, or why it was refused. Return whether it was done."""
    with saying_why(request):
        act()
        messages.success(request, done)
        return True
    return False
