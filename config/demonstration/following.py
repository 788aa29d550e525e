"""A reminder in the team's own words, and what authors of the edition of 2019 answered months later."""

from datetime import timedelta

from events.models import keep_text
from ideas.following import moment
from ideas.models import FollowUp, Idea
from ideas.models.followup import DAYS, Kind

REMINDER = {
    "subject": "{evening} : {in_days}, on compte sur vous !",
    "body": (
        "# {in_days}, on se retrouve !\n\nBonjour {given_name},\n\nVotre table vous attend le **{date}** à {hour}, "
        "{place}. Prenez :\n\n- de quoi écrire,\n- une spécialité de chez vous pour le buffet.\n\nUn doute ? "
        "Répondez à ce message."
    ),
}
# Title, first step, given name, answers a month and three months later ("" when nobody answered).
AUTHORS = [
    ("Une recyclerie du bois de charpente", "Visiter celle de Dole avec deux menuisières.", "Maud", "yes", "yes"),
    ("Le car du samedi soir", "Compter qui le prendrait, dans trois villages.", "Léo", "not_yet", "help"),
    ("Un verger à partager le long de la voie", "Demander à la mairie à qui est le terrain.", "Solène", "help", ""),
    ("Réparer au lieu de jeter, le dimanche", "Trouver un local pour un dimanche.", "Bruno", "stopped", None),
    ("Des lunettes montées à Morez pour les collégiens", "Appeler deux ateliers.", "Inaya", "", ""),
]


def load(edition, coming, *, by):
    """Write the reminder of `coming`, and the ideas of `edition`, over for long, with their authors' answers."""
    keep_text(coming, "events/event_reminder", "fr", seen=0, by=by, **REMINDER)
    for number, (title, step, name, *answers) in enumerate(AUTHORS):
        idea = Idea.objects.create(
            event=edition,
            territory_id=edition.territory_id,
            title=title,
            first_step=step,
            author_name=name,
            author_email=f"auteure{number}@example.org",
            status=Idea.Status.ACCEPTED,
            created_at=edition.starts_at,
        )
        for kind, answer in zip((Kind.FIRST_STEP, Kind.ALIVE), answers, strict=True):
            if answer is not None:
                asked = moment(edition, DAYS[kind])
                answered = asked + timedelta(hours=5 + 20 * number) if answer else None
                FollowUp.objects.create(idea=idea, kind=kind, asked_at=asked, answer=answer, answered_at=answered)
