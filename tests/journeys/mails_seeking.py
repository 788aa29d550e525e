"""Mails of projects that seek a bearer: lines of the gallery."""

from projects import emails_seeking
from projects.models import Introduction, Listing
from tests.factories import make_idea, make_member, make_project, make_working_group

TEXTS = {
    "what_exists": "Douze fermes sont prêtes, un local nous attend.",
    "bearer_does": "Faire tourner la laverie\u00a0: deux jours de tournée, deux jours au local.",
    "time_per_week": "Un jour par semaine au début",
}
WROTE = {"given_name": "Manon", "email": "manon@example.org", "availability": "le vendredi", "phone": "+33612345678"}
WHY = "J’ai grandi ici, et je rentre au printemps."
CONTACT = {"name": "Léa", "email": "lea@example.org", "phone": "+33384000000"}


def listed(cast):
    group = make_working_group(idea=make_idea(event=cast.event, title="Le chauffeur-voisin"), lead=None)
    make_member(group=group, given_name="Léa", email="lea@example.org", language=cast.language, is_lead=True)
    return Listing.open(make_project(group=group), **TEXTS)


def wrote(cast, *, proved=True):
    return Introduction.ask(listed(cast), proved=proved, why_me=WHY, shares_phone=True, language=cast.language, **WROTE)


def accepted(cast):
    one = wrote(cast)
    one.accept(contact=CONTACT, membership=one.project.group.leads().get())


MAILS = {
    "projects/seeking_still": lambda cast: emails_seeking.ask_whether_true(listed(cast)),
    "projects/seeking_confirm": lambda cast: wrote(cast, proved=False),
    "projects/seeking_wrote": wrote,
    "projects/seeking_put_in_touch": accepted,
    "projects/seeking_was_put_in_touch": accepted,
    "projects/seeking_not_this_time": lambda cast: wrote(cast).refuse(why="Quelqu’un est arrivé hier."),
    "projects/seeking_no_answer": lambda cast: wrote(cast).lapse(),
}
