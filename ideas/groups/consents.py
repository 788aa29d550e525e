"""The text that whoever enters a group agrees to (D56): a changed text takes a new version."""

from django.utils.translation import gettext_lazy as _

VERSION = "groupe-26-11"
TEXT = _(
    "I accept that the team and the people who lead the group keep my name and how to reach me. The other members see "
    "my given name, the first letter of my family name and my role, never my address. I can leave whenever I like."
)
