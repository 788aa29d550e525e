"""What members agree to in their own space (D56): a changed text takes a new version."""

from django.utils.translation import gettext_lazy as _

VERSION = "annuaire-26-11"
TEXT = _(
    "I accept that the other members of the cooperative, and the teams of the projects of our territory, read these "
    "words with my name and my commune. Never my address nor my phone number: my address is given only if I say "
    "yes to someone. I can leave the directory whenever I like, and my words are then erased."
)
