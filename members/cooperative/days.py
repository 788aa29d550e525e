"""Days: the one an act holds from, today or before since paper is typed afterwards; and how a sentence says one."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.typography import plain_date


def past_day(on):
    """Return `on`, today by default; ValidationError `future` for a day to come."""
    today = timezone.localdate()
    if on and on > today:
        raise ValidationError(_("A day to come cannot be written down: come back on that day."), code="future")
    return on or today


def spoken_day(day):
    """« 17 octobre 2019 », in the language of whoever reads."""
    return plain_date(day, language=get_language())
