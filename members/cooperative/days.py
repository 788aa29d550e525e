"""The day an act holds from: today, or one before, since paper is typed afterwards."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _


def past_day(on):
    """Return `on`, today by default; ValidationError `future` for a day to come."""
    today = timezone.localdate()
    if on and on > today:
        raise ValidationError(_("A day to come cannot be written down: come back on that day."), code="future")
    return on or today
