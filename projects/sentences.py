"""The sentences that a team agrees to before each stage: good ones by default, a territory's own instead (D21)."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.models import Agreement, ProjectStep, Stage, StageSentence

MOST_SENTENCES = 6  # of one stage: beyond, nobody reads them

USUAL = {
    Stage.DOCUMENTED: (
        ("met", _("We have met at least five people who live with this need.")),
        ("exists", _("We have looked for what already exists, here and elsewhere.")),
    ),
    Stage.ANALYSED: (
        ("risks", _("We have said aloud what could make the project fail.")),
        ("whom", _("We know whom it helps, and whom it could bother.")),
    ),
    Stage.PROTOTYPED: (
        ("tried", _("People from outside our group have tried it.")),
        ("learned", _("We have written down what we learned, also what did not work.")),
    ),
    Stage.DESIGNED: (("changed", _("What we learned by trying has changed what we offer.")),),
    Stage.MODELLED: (
        ("pays", _("We know who pays, how much, and when.")),
        ("reread", _("Someone from outside our group has read our figures again.")),
    ),
    Stage.IN_COMMITTEE: (("shows", _("We agree to show our whole file to the expert committee.")),),
}


@dataclass(frozen=True)
class Sentence:
    """One sentence of a stage: `key` says which, `agreed` is the `Agreement` of the project, None before."""

    key: str
    text: str | Promise
    agreed: Agreement | None = None


def of(project, stage):
    """Return the `Sentence`s that a stage asks of `project`, each with its agreement."""
    agreed = {one.key: one for one in project.agreements.filter(stage=stage)}
    return [Sentence(key, text, agreed.get(key)) for key, text in wording(project.territory, stage)]


def wording(territory, stage):
    """Return [(key, text)] of a stage: the territory's own as soon as it wrote one, the usual ones else."""
    rows = StageSentence.objects.filter(territory=territory, stage=stage)
    return wording_of(stage, [sentence.text for sentence in rows])


def wording_of(stage, own):
    """The same, given the texts that the territory wrote."""
    return [(_key(text), text) for text in own] or list(USUAL.get(Stage(stage), ()))


@transaction.atomic
def agree(project, stage, key, *, by=None, membership=None):
    """Record that the team agrees to one sentence; twice changes nothing. ValidationError `unknown`, `over`."""
    project.must_live()
    text = dict(wording(project.territory, stage)).get(key)
    if text is None:
        raise ValidationError(_("This sentence was rewritten meanwhile: read it again."), code="unknown")
    role = ProjectStep.Role.of(membership) if membership else ProjectStep.Role.TEAM
    values = {"text": str(text), "by": by, "membership": membership, "role": role}
    Agreement.objects.get_or_create(project=project, stage=stage, key=key, defaults=values)


def disagree(project, stage, key):
    """Take an agreement back; the stage it led to stays reached."""
    project.must_live()
    project.agreements.filter(stage=stage, key=key).delete()


@transaction.atomic
def rewrite(territory, stage, texts):
    """Replace the sentences of a territory for one stage; no text at all brings the usual ones back."""
    texts = [text.strip()[:250] for text in texts if text.strip()][:MOST_SENTENCES]
    StageSentence.objects.filter(territory=territory, stage=stage).delete()
    StageSentence.objects.bulk_create(
        [
            StageSentence(territory=territory, stage=stage, text=text, position=position)
            for position, text in enumerate(dict.fromkeys(texts))
        ]
    )


def _key(text):
    return f"s{hashlib.sha256(text.encode()).hexdigest()[:16]}"
