"""What someone who writes to a project agrees to (D22, D56): a changed text takes a new version."""

from django.utils.translation import gettext_lazy as _

VERSION = "porteur-26-11"
TEXT = _(
    "I accept that my words be read by the people of this project and the team of the territory. My address is given "
    "to them only if they say yes; what I wrote is erased thirty days after their answer."
)
SHARE_PHONE = _("If they say yes, give them my phone number too.")
