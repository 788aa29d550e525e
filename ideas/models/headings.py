"""What stands over each text of an idea's sheet, as everyone reads it."""

from django.utils.translation import gettext_lazy as _

HEADINGS = {
    "need": _("The need"),
    "solution": _("The solution"),
    "audience": _("For whom"),
    "existing": _("What already exists"),
    "payer": _("Who would pay"),
    "resources": _("What we have here for it"),
    "first_step": _("A first step within thirty days"),
}
