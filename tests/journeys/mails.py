"""Every mail of the platform, made for real: one line each, the name of its template and the verb that sends it.

A verb is given the `Cast` of an evening in one language, and leaves the message in the box. `tests/structure/` asks for
a line for every template of `templates/emails/`; `test_mails.py` beside this file takes their pictures.
"""

from contextlib import contextmanager
from datetime import date, timedelta
from functools import cached_property

from allauth.account.adapter import get_adapter
from django.test.signals import template_rendered
from django.utils import timezone, translation

import config.emails
from events import emails, reminding
from events.changing import ask_for_change
from events.models import Registration
from events.models.attendance import mark_present
from events.registering import Companion
from foundation import jobs
from foundation.models import Job
from ideas import emails as idea_mails
from ideas.evening import morning, week_after
from ideas.models import Hand, Idea, Sticker, Vote, followup
from ideas.models.followup import Kind
from ideas.models.star import star
from outbox.models import Message
from tests.factories import (
    an_evening,
    make_event,
    make_idea,
    make_organiser,
    make_registration,
    make_territory,
    make_workshop,
)
from tests.journeys import (
    mails_animate,
    mails_appointing,
    mails_ballots,
    mails_bearers,
    mails_calling,
    mails_care,
    mails_conditions,
    mails_cooperative_year,
    mails_groups,
    mails_ideas,
    mails_life,
    mails_meetings,
    mails_members,
    mails_merging,
    mails_post,
    mails_projects,
    mails_proxies,
    mails_register,
    mails_seats,
    mails_seeking,
    mails_sessions,
    mails_start,
    mails_voting,
    mails_year,
)


class Cast:
    """Who and what a mail needs, made when it is first asked for; mails to them are written in `language`."""

    def __init__(self, language="fr"):
        self.language = language

    @cached_property
    def territory(self):
        return make_territory(name="Jura", contact_email="equipe@example.org")

    @cached_property
    def event(self):
        return make_event(
            territory=self.territory, starts_at=an_evening(days=21), brand="Crépite", venue_address="Lons-le-Saunier"
        )

    @cached_property
    def workshop(self):
        return make_workshop(event=self.event, title="Le dernier kilomètre")

    @cached_property
    def other_workshop(self):
        return make_workshop(event=self.event, title="Que faire des bâches de foire ?")

    @cached_property
    def nadia(self):
        """A registration at a table, with an address and no companion."""
        return self.registration()

    @cached_property
    def organiser(self):
        return make_organiser(territory=self.territory)

    @cached_property
    def idea(self):
        """An idea whose author, Lou, left an address."""
        return make_idea(
            event=self.event,
            table=self.workshop.tables.get(),
            title="Le chauffeur-voisin",
            need="Le dernier bus part à 18 h 10.",
            status=Idea.Status.SUBMITTED,
            author_name="Lou",
            author_email="lou@example.org",
            language=self.language,
        )

    def registration(self, **fields):
        values = {"workshop": self.workshop, "language": self.language, **fields}
        return make_registration(event=self.event, **values)

    def sign_in_mail(self, name, **context):
        """A mail of allauth, through the adapter, as a person who reads in this language receives it."""
        with translation.override(self.language):
            get_adapter().send_mail(f"account/email/{name}", "camille@example.org", context)


def registration_confirmed(cast):
    """With a companion and a minor: the longest of tickets."""
    companion = Companion("Ali", "Morel", age_band=Registration.AgeBand.UNDER_15)
    emails.registration_confirmed(cast.registration(companions=[companion]))


def event_reminder(cast):
    kind = reminding.Kind.WEEK
    cast.registration()
    Registration.objects.update(created_at=timezone.now() - timedelta(days=10))
    reminding.queue_due(now=reminding.due_at(kind, cast.event.starts_at) + timedelta(minutes=5))


def change_requested(cast):
    address = cast.registration(email="nadia@example.org").email
    ask_for_change(cast.event, address, workshop=cast.other_workshop, companions=[Companion("Ali", "Morel")])


def event_changed(cast):
    cast.registration()
    cast.event.venue_name = "La Vache qui rit"
    cast.event.change(["venue_name"], by=cast.organiser, seen=cast.event.last_step())
    run_jobs()


def event_cancelled(cast):
    cast.registration()
    cast.event.cancel(by=cast.organiser, reason="La neige bloque les routes.\nNous vous dirons la nouvelle date.")
    run_jobs()


def morning_after(cast, *, came):
    """The morning's letters, to who came and to who did not."""
    here, absent = cast.registration(given_name="Nadia"), cast.registration(given_name="Hugo")
    cast.idea.accept(by=cast.organiser)
    starred = make_idea(event=cast.event, table=here.table, title="Des vélos-cargos pour les marchés")
    star(starred)
    told = make_idea(event=cast.event, title="Des chambres au mois pour qui arrive")
    vote = Vote.objects.create(event=cast.event, opened_at=timezone.now(), closed_at=timezone.now())
    for idea, number in ((starred, 7), (told, 12)):
        Sticker.objects.create(vote=vote, idea=idea, number=number, hand=Hand.objects.create(
            vote=vote, key=f"{number}", allowed=number, used=number
        ))  # fmt: skip
    mark_present(here, by=None)
    morning.queue_letters(cast.event)
    unwanted = absent if came else here
    Message.objects.filter(to=unwanted.email).delete()


def table_sheets(cast):
    cast.registration()
    cast.idea.accept(by=cast.organiser)
    make_idea(
        event=cast.event, table=cast.idea.table, title="Des vélos-cargos pour les marchés", seeks_bearer=True,
        need="Les bacs de légumes ne tiennent pas sur un porte-bagages.", first_step="Emprunter celui de la mairie.",
    )  # fmt: skip
    week_after.queue_sheets(cast.event)


def ask_author(cast, kind):
    cast.idea.first_step = "Appeler la mairie de Moirans."
    followup.ask(cast.idea, kind, now=timezone.now())


def erasure_notice(cast):
    config.emails.erasure_notice(
        "nadia@example.org", key="erasure", last=date(2023, 10, 17), day=date(2026, 10, 17), language=cast.language
    )


def run_jobs():
    for pk in Job.objects.values_list("pk", flat=True):
        jobs.run(pk)


MAILS = {
    **mails_animate.MAILS,
    **mails_appointing.MAILS,
    **mails_ballots.MAILS,
    **mails_bearers.MAILS,
    **mails_calling.MAILS,
    **mails_care.MAILS,
    **mails_conditions.MAILS,
    **mails_cooperative_year.MAILS,
    **mails_groups.MAILS,
    **mails_ideas.MAILS,
    **mails_life.MAILS,
    **mails_meetings.MAILS,
    **mails_members.MAILS,
    **mails_merging.MAILS,
    **mails_post.MAILS,
    **mails_projects.MAILS,
    **mails_proxies.MAILS,
    **mails_register.MAILS,
    **mails_seeking.MAILS,
    **mails_sessions.MAILS,
    **mails_voting.MAILS,
    **mails_seats.MAILS,
    **mails_year.MAILS,
    **mails_start.MAILS,
    "config/erasure_notice": erasure_notice,
    "evening/missed": lambda cast: morning_after(cast, came=False),
    "evening/table_sheets": table_sheets,
    "evening/thanks": lambda cast: morning_after(cast, came=True),
    "events/change_requested": change_requested,
    "events/event_cancelled": event_cancelled,
    "events/event_changed": event_changed,
    "events/event_reminder": event_reminder,
    "events/registration_cancelled": lambda cast: cast.nadia.cancel(),
    "events/registration_confirmed": registration_confirmed,
    "events/ticket_links": lambda cast: emails.ticket_links([cast.nadia]),
    "events/ticket_sent_again": lambda cast: cast.nadia.send_ticket_again(by=None),
    "events/workshop_changed": lambda cast: cast.nadia.move(workshop=cast.other_workshop),
    "ideas/follow_up_alive": lambda cast: ask_author(cast, Kind.ALIVE),
    "ideas/follow_up_first_step": lambda cast: ask_author(cast, Kind.FIRST_STEP),
    "ideas/idea_accepted": lambda cast: cast.idea.accept(by=None),
    "ideas/idea_found": lambda cast: idea_mails.idea_found(cast.idea, link=1),
    "ideas/idea_received": lambda cast: cast.idea.follow("lou@example.org"),
    "ideas/idea_refused": lambda cast: cast.idea.refuse(by=None, reason=Idea.Refusal.DUPLICATE),
    "members/login_code": lambda cast: cast.sign_in_mail("login_code", code="K7M2QX"),
    "members/recovery_codes_generated": lambda cast: cast.sign_in_mail("recovery_codes_generated"),
    "members/totp_activated": lambda cast: cast.sign_in_mail("totp_activated"),
    "members/totp_deactivated": lambda cast: cast.sign_in_mail("totp_deactivated"),
}


def make(name, language="fr"):
    """Return the message that the verb of `name` put in the box; the template named must have been rendered."""
    Message.objects.all().delete()  # keys hold from one language to the other
    with subjects_rendered() as names:
        MAILS[name](Cast(language))
    assert name in names, f"this verb does not send {name}"
    made = list(Message.objects.order_by("pk"))
    # A verb may send several mails, one per subject rendered; a maker that deletes some leaves the one it means.
    named = [message for message, sent in zip(made, names, strict=False) if sent == name and message.text]
    return named[-1] if len(made) == len(names) and named else made[-1]


@contextmanager
def subjects_rendered():
    """The names of the mails whose subjects are rendered meanwhile, in order."""
    names = []

    def note(template, **_others):
        if (template.name or "").endswith(".subject.txt"):
            names.append(template.name.removeprefix("emails/").removesuffix(".subject.txt"))

    template_rendered.connect(note)
    try:
        yield names
    finally:
        template_rendered.disconnect(note)
