"""The seven sheets of a project, as data: templates, completeness and the printed file read them here (D21)."""

from django.utils.translation import gettext_lazy as _

from projects.sheets.asking_first import ANALYSIS, DOCUMENTATION, PROTOTYPE
from projects.sheets.asking_forecast import FORECAST
from projects.sheets.asking_model import CANVAS, DESIGN, TARGETS

DEFINITIONS = {one.kind: one for one in (DOCUMENTATION, ANALYSIS, PROTOTYPE, DESIGN, TARGETS, CANVAS, FORECAST)}
BY_SLUG = {one.slug: one for one in DEFINITIONS.values()}
KINDS = [(one.kind, one.title) for one in DEFINITIONS.values()]
NOT_CONCERNED = _("not applicable")
