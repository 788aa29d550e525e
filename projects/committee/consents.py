"""The text under which who looks after a condition may be called (D56): a changed text takes a new version."""

from django.utils.translation import gettext_lazy as _

CALL_VERSION = "reserves-26-11"
CALL_TEXT = _(
    "The chair and the secretary of the committee may call me on my number about this condition, and no one else."
)
