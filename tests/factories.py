"""The cast: keyword factories that make the smallest true thing."""

import itertools
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from events.models import (
    Briefing,
    Campaign,
    Door,
    Event,
    Facilitator,
    FacilitatorCall,
    Group,
    HostingRequest,
    Registration,
    Scene,
    Table,
    Task,
    Theme,
    Workshop,
)
from events.registering import Newcomer, register
from ideas.evening.models import PaperPhoto, Transcriber
from ideas.evening.paper import next_number, sheets_for
from ideas.groups.models import Meeting, ask_dates, enter, found_group
from ideas.models import Gathering, Idea, Vote
from members.models import Person, Role, Structure, Territory
from projects.committee.models import AgendaItem, Closing, Committee, Expert, Session, Undertaking
from projects.models import Decision, Project
from projects.models.condition import write_conditions
from projects.models.stage import Stage
from projects.starting import start_project

_count = itertools.count(1)


def make_territory(*, name="Pays lédonien", slug=None, **fields):
    return Territory.objects.create(name=name, slug=slug or f"territoire-{next(_count)}", **fields)


def make_person(*, email=None, given_name="Camille", family_name="Renaud", **fields):
    email = email or f"personne{next(_count)}@example.org"
    return Person.objects.create_user(email, given_name=given_name, family_name=family_name, **fields)


def make_role(person, *, territory, kind=Role.Kind.ORGANISER, **fields):
    return Role.objects.create(person=person, territory=territory, kind=kind, **fields)


def make_organiser(*, territory, **fields):
    person = make_person(**fields)
    make_role(person, territory=territory)
    return person


def make_structure(*, territory, name="Coopérative de la démonstration", **fields):
    return Structure.objects.create(territory=territory, name=name, **fields)


def an_evening(*, days):
    """17:30 in Paris in so many days: rules about hours say the same at whatever hour the tests run."""
    return timezone.localtime(timezone.now() + timedelta(days=days)).replace(
        hour=17, minute=30, second=0, microsecond=0
    )


def make_event(*, territory=None, status=Event.Status.PUBLISHED, starts_at=None, hours=5, **fields):
    number = next(_count)
    starts_at = starts_at or an_evening(days=30)
    values = {"brand": "Crépite", "slug": f"soiree-{number}", "venue_name": "Carcom", **fields}
    return Event.objects.create(
        territory=territory or make_territory(),
        status=status,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        **values,
    )


def make_workshop(*, event, number=None, title="Le dernier kilomètre", tables=1, seats=12, published=True, **fields):
    number = number or event.workshops.count() + 1
    status = Workshop.Status.PUBLISHED if published else Workshop.Status.DRAFT
    workshop = Workshop.objects.create(event=event, number=number, title=title, status=status, **fields)
    for _ in range(tables):
        make_table(workshop=workshop, seats=seats)
    return workshop


def make_table(*, workshop, number=None, seats=12, **fields):
    event = workshop.event
    return Table.objects.create(
        event=event, workshop=workshop, number=number or event.tables.count() + 1, seats=seats, **fields
    )


def make_facilitator(*, table, given_name="Dominique", family_name="Perrin", **fields):
    return Facilitator.objects.create(
        event=table.event, table=table, given_name=given_name, family_name=family_name, **fields
    )


def make_door(*, event, name="Camille", by=None):
    return Door.make(event, name=name, by=by)


def make_briefing(*, event, days=20, **fields):
    starts_at = an_evening(days=days)
    values = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1), "place": "Mairie", **fields}
    return Briefing.objects.create(event=event, **values)


def make_call(*, event, structure=None, contact_email="cpe@example.org", days=10, **fields):
    structure = structure or make_structure(territory=event.territory, name=f"Lycée {next(_count)}")
    until = timezone.localdate() + timedelta(days=days)
    values = {"contact_name": "Mme Roux", "wanted": 3, "until": until, **fields}
    return FacilitatorCall.objects.create(event=event, structure=structure, contact_email=contact_email, **values)


def make_registration(
    *, event, workshop=None, email=None, given_name="Nadia", family_name="Morel", companions=(), source=None, **fields
):
    """A registration by its own verb, without mail; `workshop=None` leaves it to be placed."""
    email = f"nadia{next(_count)}@example.org" if email is None else email
    newcomer = Newcomer(given_name, family_name, email=email, **fields)
    source = source or Registration.Source.FORM
    return register(event, newcomer, workshop=workshop, companions=companions, source=source, tell=False)


def make_campaign(*, event, subject="Une nouvelle", text="Bonjour", audience=None, **fields):
    audience = audience or {"events": [event.pk]}
    return Campaign.objects.create(event=event, subject=subject, text=text, audience=audience, **fields)


def make_scene(*, event, title="Travail aux tables", planned_at=None, **fields):
    return Scene.objects.create(event=event, title=title, planned_at=planned_at or event.starts_at, **fields)


def make_task(*, event, title="Réserver la salle", days=None, fixed_on=None, done=False, **fields):
    """A task thirty days before the evening, unless its day is given."""
    days = -30 if days is None and fixed_on is None else days
    task = Task(event=event, title=title, days=days, fixed_on=fixed_on, **fields)
    task.settle()
    if done:
        task.tick(by=task.owner)
    return task


def make_hosting_request(*, territory, proved=True, email="maire@example.org", **fields):
    """What an elected body asks; `proved` by the link of its mail."""
    values = {"full_name": "Bernadette Petitjean", "function": "Maire", "need": "Garder le dernier commerce", **fields}
    asked = HostingRequest(territory=territory, email=email, key=uuid4(), consent_version="t", **values)
    asked.ask()
    if proved:
        asked.prove()
    return asked


def make_idea(*, event, title="Le chauffeur-voisin", table=None, status=Idea.Status.ACCEPTED, **fields):
    return Idea.objects.create(
        event=event, territory=event.territory, title=title, table=table, status=status, **fields
    )


def make_gathering(*, event, name="Marché du jeudi", **fields):
    values = {"starts_on": timezone.localdate(), **fields}
    return Gathering.objects.create(event=event, name=name, **values)


def make_sheet(*, event, table=None, gathering=None, photos=1):
    """The next paper sheet of a place, photographed unless told."""
    place = {"table": table, "gathering": gathering}
    [sheet] = sheets_for(event, **place, count=1, first=next_number(event, **place))
    for _photo in range(photos):
        make_paper_photo(event=event).attach(sheet)
    sheet.refresh_from_db()
    return sheet


def make_paper_photo(*, event, read=True, **fields):
    values = {"width": 40, "height": 30, "small_width": 40, "small_height": 30, **fields}
    photo = PaperPhoto.objects.create(event=event, **values)
    if read:
        photo.set_loose(PaperPhoto.Trouble.UNREADABLE)
    return photo


def make_transcriber(*, event, name="Maëlle"):
    return Transcriber.make(event, name=name)


def theme(letter="M"):
    return Theme.objects.get(letter=letter)


def make_group(*, event, seats=3, workshop=None, kind="school", label="Première STMG", **fields):
    """A class whose seats are held, by its own verb; its referent is written to."""
    values = {"referent_name": "Dominique Prost", "referent_email": "prof@example.org", **fields}
    return Group.reserve(Group(event=event, kind=kind, label=label, **values), seats=seats, workshop=workshop)


def make_vote(*, event, opened=True, **rules):
    """The vote of an evening, open unless told; an idea is shown to vote for."""
    vote = Vote.objects.create(event=event, **rules)
    if opened:
        if not vote.ideas().exists():
            make_idea(event=event)
        vote.open(by=None)
    return vote


def make_working_group(*, event=None, idea=None, name="Les chauffeurs du mardi", lead="lea@example.org", **fields):
    """A group at work on an idea, founded by its own verb; `lead` is the address of who leads it, None for nobody."""
    idea = idea or make_idea(event=event or make_event(), need="Aller au marché sans voiture")
    group = found_group(idea, name=name, **fields)
    if lead:
        make_member(group=group, email=lead, given_name="Léa", family_name="Vuillet", is_lead=True)
    return group


def make_member(*, group, email=None, given_name="Paul", family_name="Girod", **fields):
    email = f"membre{next(_count)}@example.org" if email is None else email
    return enter(group, email=email, given_name=given_name, family_name=family_name, **fields)


def make_project(*, idea=None, event=None, group=None, name="Chauffeurs-voisins", lead="lea@example.org", **fields):
    """A project just born of an idea, with its group, by its own verb; `fields` are then set as they are."""
    group = group or make_working_group(idea=idea, event=event, lead=lead)
    project = start_project([group.idea], name=name)
    if fields:
        Project.objects.filter(pk=project.pk).update(**fields)
        project.refresh_from_db()
    return project


def make_meeting(*, group, title="Le trajet pilote", days=10, slots=0, membership=None, **fields):
    """A meeting in so many days, by its own verb; with `slots`, a poll on as many dates instead."""
    values = {"title": title, "minutes": 90, "membership": membership, **fields}
    if slots:
        return ask_dates(group, slots=[an_evening(days=days + number) for number in range(slots)], **values)
    return Meeting.plan(group, **{"starts_at": an_evening(days=days), **values})


def make_committee(*, territory=None, **fields):
    """The committee of a territory, with the usual rules and nobody in it."""
    return Committee.objects.create(territory=territory or make_territory(), **fields)


def make_expert(*, committee, person=None, office=Expert.Office.NONE, **fields):
    """Someone in term since a year, for two more; an office comes with its role."""
    today = timezone.localdate()
    values = {"since": today - timedelta(days=365), "until": today + timedelta(days=730), **fields}
    person = person or make_person()
    if office != Expert.Office.NONE:
        make_role(person, territory=committee.territory, kind=office)
    return committee.experts.create(person=person, office=office, **values)


def undertake(*experts):
    """These experts accepted the undertaking of confidentiality; returns the first."""
    for expert in experts:
        Undertaking.objects.answer(expert, accepted=True)
    return experts[0]


def make_secretary(*, committee, **fields):
    """A person who keeps the committee without voting."""
    person = make_person(**fields)
    make_role(person, territory=committee.territory, kind=Role.Kind.SECRETARY)
    return person


def make_session(*, committee, days=7, status=Session.Status.CALLED, **fields):
    """A session in the room and online in so many days, at this hour, open for two hours; as it stands, by no verb."""
    begins = timezone.now() + timedelta(days=days)
    values = {"starts_at": begins, "closes_at": begins + timedelta(hours=2), "place": "Salle du haut", **fields}
    return committee.sessions.create(status=status, **values)


def make_agenda_item(*, session, project=None, name="Chauffeurs-voisins", **fields):
    """A project's file on the agenda of a session, as it stands: neither checked nor frozen."""
    territory = session.committee.territory
    project = project or make_project(
        idea=make_idea(event=make_event(territory=territory)), name=name, stage=Stage.IN_COMMITTEE
    )
    rank = session.items.count() + 1
    return AgendaItem.objects.create(session=session, project=project, **{"rank": rank, **fields})


def make_decision(*, project, outcome="conditional_go", conditions=1, days=90, released=True, session=None, **fields):
    """What the committee decided, by its verbs; a conditional go has `conditions` due in so many days (D30).

    With `session`, it is counted there: the project's file stands on its agenda, closed.
    """
    decision = Decision.objects.create(project=project, outcome=outcome, **fields)
    if outcome == "conditional_go":
        due_on = timezone.localdate() + timedelta(days=days)
        words = {"text": "Trouver un local", "expected_proof": "Le bail signé", "due_on": due_on}
        write_conditions(decision, [words] * conditions, by=None)
    if session:
        item = make_agenda_item(session=session, project=project, status=AgendaItem.Status.CLOSED)
        Closing.objects.create(
            item=item, decision=decision, outcome=outcome, members=9, minimum_cast=3, quorum=True, **{outcome: 5}
        )
    decision.write(by=None, version=decision.version, reasons="Le besoin est là, le prix reste à prouver.")
    decision.confirm(by=None)
    if released:
        decision.release(by=None)
    return decision
