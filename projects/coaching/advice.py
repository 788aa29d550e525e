"""Advice as data: sentences in two languages, after how many days, in order; a territory may change its own (D62)."""

import csv
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from projects.coaching.conditions import CONDITIONS, Condition

DATA = Path(__file__).parent / "data" / "conseils.csv"  # in order: the first that matters comes first


class Audience(models.TextChoices):
    AUTHOR = "author", _("authors of ideas")
    GROUP = "group", _("groups")
    BEARER = "bearer", _("project bearers")
    TEAM = "team", _("the team")


@dataclass(frozen=True)
class Advice:
    """One piece of advice; `days` since when, `again` days after which « done » no longer holds (0: for good)."""

    code: str
    audience: Audience
    condition: Condition
    days: int
    again: int
    sentences: dict  # by language, as `whys`
    whys: dict
    active: bool = True
    is_own: bool = False

    def sentence(self, name, *, language=None):
        """What it says about the thing of this `name`; data, so that nothing but {nom} and {jours} is replaced."""
        text = _in(self.sentences, language)
        for word, value in (("{jours}", str(self.days)), ("{days}", str(self.days)), ("{nom}", name), ("{name}", name)):
            text = text.replace(word, value)
        return text

    def why(self, *, language=None):
        return _in(self.whys, language)


def _in(texts, language):
    return texts["en" if (language or get_language() or "fr").startswith("en") else "fr"]


@cache
def usual():
    """Return every `Advice` as it comes, in order."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return tuple(_read(row) for row in csv.DictReader(file, delimiter=";"))


def _read(row):
    return Advice(
        code=row["code"],
        audience=Audience(row["audience"]),
        condition=CONDITIONS[row["condition"]],
        days=int(row["days"]),
        again=int(row["again"]),
        sentences={"fr": row["sentence_fr"], "en": row["sentence_en"]},
        whys={"fr": row["why_fr"], "en": row["why_en"]},
    )


def usual_named(code):
    """Return the `Advice` of this code as it comes, None for an unknown one."""
    return next((advice for advice in usual() if advice.code == code), None)


def told_by(advice, own):
    """Return `advice` as the `AdviceSetting` `own` changes it, in French; English keeps the usual words."""
    if own is None:
        return advice
    sentences = {**advice.sentences, "fr": own.sentence or advice.sentences["fr"]}
    whys = {**advice.whys, "fr": own.why or advice.whys["fr"]}
    return replace(
        advice, active=own.active, days=own.days, sentences=sentences, whys=whys, is_own=bool(own.sentence or own.why)
    )
