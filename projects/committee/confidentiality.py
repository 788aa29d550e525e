"""What each expert undertakes before the first file (D25): a changed text takes a new version (D56)."""

from django.utils.translation import gettext_lazy as _

VERSION = "comite-26-11"
SENTENCES = (
    _("I keep to myself what I read in the files and what is said at the committee, during my term and afterwards."),
    _("I neither copy nor pass on a file, and I use nothing of it for myself or for my organisation."),
    _("I say who voted what to nobody: my own vote, and those I might guess."),
    _(
        "Before each file I say whether something links me to it, and I stand down from it when my judgement "
        "could be doubted."
    ),
    _("I speak of a decision to nobody before the people of the project have been told."),
)


def text():
    """The sentences as one text, in the current language: what is kept with the answer."""
    return "\n".join(str(sentence) for sentence in SENTENCES)
