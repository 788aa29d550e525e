"""The sheet of an idea that several people of one table complete at once: nobody's words are lost."""

from hashlib import blake2b

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.forms.sheets import WholeForm
from ideas.models import Idea

MEANWHILE = _("Someone else wrote here meanwhile: “%(theirs)s”. Yours is kept: make one text of both, then touch Keep.")


class SharedSheetForm(WholeForm):
    """Every text of the sheet but what is its author's alone: name and photo.

    `base` says what each text was when the page was shown. A text that only someone else touched since stays theirs;
    one that both touched comes back with their words beside.
    """

    author_name = None
    show_name = None
    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)

    KEPT = (*Idea.TEXTS, "commune", "commune_text", "seeks_bearer")

    def __init__(self, data=None, *, idea):
        self.idea = idea
        codes = idea.commune.postal_codes.split() if idea.commune else []
        initial = {name: getattr(idea, name) for name in self.KEPT} | {
            "postal_code": codes[0] if codes else "",
            "commune": idea.commune_id or "",
            "commune_text": idea.commune.name if idea.commune else idea.commune_text,
            "base": marks(idea),
        }
        super().__init__(data, initial=initial)

    def clean(self):
        data = super().clean()
        seen = dict(pair.split(":", 1) for pair in (data.get("base") or "").split() if ":" in pair)
        for name in self.KEPT:
            theirs = getattr(self.idea, name)
            if name not in data or name not in seen or seen[name] == mark(theirs):
                continue
            if mark(data[name]) == seen[name]:
                data[name] = theirs
            elif name in Idea.TEXTS and data[name] != theirs:
                self.add_error(name, forms.ValidationError(MEANWHILE, params={"theirs": theirs}, code="meanwhile"))
        return data

    def changes(self):
        """Return what differs from the idea, by field; to be read once clean."""
        return {name: value for name, value in self.values().items() if value != getattr(self.idea, name)}

    def full_clean(self):
        super().full_clean()
        if self.errors:  # what comes back was read: sent again, it is what counts
            self.data = self.data.copy()
            self.data["base"] = marks(self.idea)


def marks(idea):
    """Return a short text that says what each text of an idea holds, without holding it."""
    return " ".join(f"{name}:{mark(getattr(idea, name))}" for name in SharedSheetForm.KEPT)


def mark(value):
    return blake2b(str(getattr(value, "pk", value) or "").encode(), digest_size=6).hexdigest()
