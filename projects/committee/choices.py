"""What an expert may vote on a file, from the most favourable to the least, then the abstention (D28)."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Choice(models.TextChoices):
    """The plain words of each vote; `TERMS` are the words of the trade that stand beside them."""

    GO = "go", pgettext_lazy("vote", "green light")
    CONDITIONAL_GO = "conditional_go", pgettext_lazy("vote", "green light with conditions")
    DEFERRAL = "deferral", pgettext_lazy("vote", "to be worked on again")
    NO_GO = "no_go", pgettext_lazy("vote", "not retained")
    ABSTENTION = "abstention", pgettext_lazy("vote", "I abstain")


TERMS = {
    Choice.GO: pgettext_lazy("vote", "go"),
    Choice.CONDITIONAL_GO: pgettext_lazy("vote", "conditional go"),
    Choice.DEFERRAL: pgettext_lazy("vote", "deferral"),
    Choice.NO_GO: pgettext_lazy("vote", "no go"),
    Choice.ABSTENTION: pgettext_lazy("vote", "abstention"),
}
