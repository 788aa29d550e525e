"""Agendas to begin with: data, copied into a meeting where everything can be changed."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Template:
    """One agenda: `points` are (words, minutes)."""

    label: str | Promise
    points: tuple[tuple[str | Promise, int], ...]

    @property
    def minutes(self):
        return sum(minutes for _words, minutes in self.points)


TEMPLATES = {
    "first": Template(
        _("First meeting"),
        (
            (_("Welcome: who we are, what brings each of us"), 15),
            (_("The idea told again: the need, the solution, what was said at the table"), 15),
            (_("What exists already, and whom to ask"), 20),
            (_("What we know how to do, what we lack"), 15),
            (_("The first step: who does what by when"), 15),
            (_("How we meet and write to one another; the next date"), 10),
        ),
    ),
    "work": Template(
        _("Working meeting"),
        (
            (_("Everyone in one sentence"), 5),
            (_("What was to be done: done, not done, why"), 15),
            (_("The work of the day"), 50),
            (_("Who does what by when"), 15),
            (_("The next date"), 5),
        ),
    ),
    "decision": Template(
        _("Meeting to decide"),
        (
            (_("The question, in one sentence that everyone agrees on"), 10),
            (_("Questions, to understand"), 15),
            (_("What each of us thinks, in turn"), 20),
            (_("The proposal is amended"), 20),
            (_("We decide, and write it as it is read aloud"), 10),
            (_("Who does what by when"), 10),
            (_("The next date"), 5),
        ),
    ),
    "committee": Template(
        _("Before the expert committee"),
        (
            (_("Where the project stands: what is ready, what is missing"), 15),
            (_("The project told in five minutes, as to the experts"), 10),
            (_("The questions that we fear, and our answers"), 30),
            (_("The figures read again, line by line"), 20),
            (_("Who presents, who answers what"), 10),
            (_("What remains to be done before the file is sent"), 5),
        ),
    ),
}
