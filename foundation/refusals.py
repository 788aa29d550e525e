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
        messages.error(request, " ".join(refusal.messages))
