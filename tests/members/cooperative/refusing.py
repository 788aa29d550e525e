"""What a verb refuses, in the words that people read."""

import pytest
from django.core.exceptions import ValidationError


def refused(act, *args, **kwargs):
    """Return what `act` says when it refuses, with plain spaces."""
    with pytest.raises(ValidationError) as refusal:
        act(*args, **kwargs)
    return " ".join(refusal.value.messages).replace("\u00a0", " ").replace("\u202f", " ")
