"""The texts that people consent to, by purpose: a changed text takes a new version (D56)."""

from django.utils.translation import gettext_lazy as _

from members.models import ConsentRecord

Purpose = ConsentRecord.Purpose

VERSION = "2026-11"
TEXTS = {
    Purpose.NEWSLETTER: _("I would like news of the evenings and the projects by e-mail (a few times a year)."),
    Purpose.IMAGE: _("I accept to be seen on the pictures and films of the evening."),
    Purpose.NAME_SHOWN: _("Show my given name with my idea."),
    Purpose.NEEDS: _(
        "I accept that the team keeps what I say here to welcome me well. It is erased 30 days after the evening."
    ),
    Purpose.JOINING: _(
        "I accept that the team and the facilitators of my table keep my name, and how to reach me if I give it, "
        "to carry on with this idea. I can take it back whenever I like."
    ),
    Purpose.TERMS: _(
        "By sending, you let everyone read, improve and carry out this idea. It stays signed by its table."
    ),
}
