"""What was changed in the settings, in the words of the page (`SettingStep`)."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from members.cooperative.amounts import plain
from members.cooperative.days import spoken_day
from members.cooperative.models import Cooperative, SettingStep


@dataclass(frozen=True)
class Change:
    name: str
    before: str
    after: str


def told_steps(steps):
    """Return [(SettingStep, [Change])], each value said as the page says it."""
    return [(step, [_told(step, *change) for change in step.changes]) for step in steps]


def _told(step, name, before, after):
    if step.kind == SettingStep.Kind.WEIGHTS:
        return Change(name, *(_("%(percent)s %%") % {"percent": one} if one else "" for one in (before, after)))
    labels = {
        "ordinary_numerator": _("ordinary majority, above the bar"),
        "ordinary_denominator": _("ordinary majority, below the bar"),
        "extraordinary_numerator": _("extraordinary majority, above the bar"),
        "extraordinary_denominator": _("extraordinary majority, below the bar"),
    }
    try:
        field = Cooperative._meta.get_field(name)
    except FieldDoesNotExist:
        return Change(name, before, after)
    return Change(labels.get(name) or str(field.verbose_name), _said(field, before), _said(field, after))


def _said(field, text):
    """A kept text in the reader's words: the label of a choice, yes or no, a figure with its comma, a day."""
    if field.choices:
        return str(dict(field.flatchoices).get(text, text))
    if isinstance(field, models.BooleanField):
        return _("yes") if text == "True" else _("no")
    if isinstance(field, models.DecimalField):
        try:
            return plain(Decimal(text))
        except InvalidOperation:
            return text
    if isinstance(field, models.DateField) and (day := parse_date(text)):
        return spoken_day(day)
    return text
