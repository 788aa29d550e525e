"""One table, access_table.txt: every address × every role × two territories. A page not in it fails the test.

A line reads: name of the address, method, what it is asked about, then the answer to a stranger, to a person without
role, to an elected representative, to an organiser and to the administrator of territory A, which holds everything the
lines are about, and to an organiser of territory B. 302 of a stranger is the way to the sign-in. Bodies are empty: what
is refused as incomplete (422, or a page that is shown again) had been let in.
"""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from events.models import Event, EventPhoto, Merge, Partner
from foundation import links, pictures
from ideas.evening.transcribing import add_photos
from ideas.groups.checking_files import Accepted
from ideas.groups.models import Entry, GroupFile, Task, WantedRole
from ideas.models import Claim, FollowUp, Joiner, ask_to_merge, merge
from ideas.sorting.models import AlikeGroup, AlikeRun, Bulk, SavedFilter
from members.models import Role
from outbox.models import Message
from outbox.queueing import queue
from projects.handing import ask_to_bear
from projects.models import Introduction, Listing, SheetPhoto
from projects.models import Sheet as SheetOfProject
from projects.models.sheet import token as words_token
from tests.factories import (
    make_briefing,
    make_call,
    make_campaign,
    make_door,
    make_event,
    make_facilitator,
    make_gathering,
    make_group,
    make_hosting_request,
    make_idea,
    make_meeting,
    make_member,
    make_organiser,
    make_person,
    make_project,
    make_registration,
    make_role,
    make_scene,
    make_sheet,
    make_structure,
    make_table,
    make_task,
    make_territory,
    make_transcriber,
    make_working_group,
    make_workshop,
)
from tests.pictures import upload
from tests.signing import sign_in
from tests.structure import assembly_scene, committee_scene, cooperative_scene, members_scene

TABLE = Path(__file__).with_name("access_table.txt").read_text()
ROLES = ("stranger", "person", "elected", "organiser A", "administrator A", "organiser B")


def rows():
    for line in TABLE.strip().splitlines():
        name, method, subject, *answers = line.split()
        yield (name, method, subject), tuple(int(answer) for answer in answers)


def names(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern.url_patterns, inner)


@pytest.mark.once
def test_table_names_every_page():
    assert {name for (name, _method, _subject), _answers in rows()} == set(names(get_resolver().url_patterns))


@pytest.mark.once
@pytest.mark.django_db
def test_each_page_opens_to_whom_the_table_says():
    cache.clear()
    subjects, sessions = make_scene_of_both_territories()
    found = {row: tuple(answer(session, *row, subjects) for session in sessions) for row, _answers in rows()}
    wrong = {row: dict(zip(ROLES, found[row], strict=True)) for row, answers in rows() if found[row] != answers}
    assert wrong == {}


def answer(session, name, method, subject, subjects):
    """The status of one request; what it changed is taken back, signing out included."""
    client = Client()
    client.cookies.update(session)
    with transaction.atomic():
        url = reverse(name, kwargs=subjects[subject])
        response = client.get(url) if method == "GET" else client.post(url)
        list(response)  # streamed answers read the database as they go
        transaction.set_rollback(True)
    return response.status_code


def make_scene_of_both_territories():
    """What lines are about, all of it in territory A, by the word of the table; and one session per role."""
    here, there = make_territory(name="A", slug="a"), make_territory(name="B", slug="b")
    person, elected, organiser, administrator = (make_person() for _ in range(4))
    for someone, kind in ((elected, "elected"), (organiser, "organiser"), (administrator, "administrator")):
        role = make_role(someone, territory=here, kind=kind)
    make_role(make_person(), territory=here, kind=Role.Kind.ADMINISTRATOR)
    people = [person, elected, organiser, administrator, make_organiser(territory=there)]
    event, draft = make_event(territory=here, slug="soiree"), make_event(territory=here, status=Event.Status.DRAFT)
    workshop = make_workshop(event=event)
    table, other = workshop.tables.get(), make_table(workshop=make_workshop(event=draft))
    registration = make_registration(event=event, workshop=workshop)
    idea, refused = make_idea(event=event), make_idea(event=event, status="refused", refusal="off_topic")
    message = queue(
        key="access-table", kind="test", to="nadia@example.org", template="emails/members/totp_activated", context={}
    )
    Message.objects.filter(pk=message.pk).update(about=event.subject)
    helper, call = make_facilitator(table=table), make_call(event=event)
    gathering, door = make_gathering(event=event), make_door(event=event)
    claim = Claim.make(idea, email="paul@example.org", words="", language="fr")
    photo = EventPhoto.add(event, pictures.read(upload()), by=None)
    sheet = make_sheet(event=event)
    [shot] = add_photos(event, [pictures.read(upload())])
    of_event = {"slug": event.slug}
    hosting = make_hosting_request(territory=here)
    group = make_group(event=event, seats=1)

    def in_event(row):
        return {**of_event, "pk": row.pk}

    crew = make_working_group(event=event)
    errand, kept = Task.add(crew, title="Appeler la mairie"), GroupFile.add(crew, Accepted("a.txt", "txt", b"a"))
    crewmate = make_member(group=crew)
    vacant = WantedRole.look_for(crew, title="Comptable")
    asking = Entry.ask(crew, email="zoe@example.org", given_name="Zoé", proved=True)
    in_crew = {"slug": crew.slug}
    project = make_project(
        group=make_working_group(event=event), summary="Vers le marché", published_at=event.starts_at
    )
    in_project = {"slug": project.slug}
    question = ask_to_bear(project, project.group.leads().get())
    helping = project.partners.create(name="Commune")
    listed = Listing.open(project, what_exists="Un camion", bearer_does="Conduire", time_per_week="Un jour")
    wrote = Introduction.ask(listed, email="manon@example.org", given_name="Manon", why_me="Ici", proved=True)
    same = AlikeGroup.objects.create(run=AlikeRun.objects.create(territory=here, finished_at=timezone.now()), score=50)
    analysis = SheetOfProject.of(project, "analysis")
    analysis.write("who", "Un", base=words_token(0, ""), membership=project.group.leads().get())
    met = analysis.write("who", "Deux", base=words_token(0, ""), by=organiser).aside
    snap, in_sheet = SheetPhoto.add(project, pictures.read(upload())), {**in_project, "kind": "analyse"}
    subjects = {
        "-": {},
        **committee_scene.subjects_of(here),
        **cooperative_scene.subjects_of(here),
        **assembly_scene.subjects_of(here.cooperative),
        **members_scene.subjects_of(here.cooperative, project),
        "project-sheet": in_sheet,
        "project-sheet-aside": {**in_sheet, "pk": met.pk},
        "project-sheet-version": {**in_sheet, "pk": analysis.versions.get().pk},
        "project-photo-step": {**in_project, "pk": snap.pk, "act": "decrire"},
        "project-photo": {**in_project, "key": snap.key, "size": "photo"},
        "advice": {"slug": here.slug, "code": "premier-pas"},
        "advice-to-team": {"code": "trier", "subject": here.pk},
        "working-group": in_crew,
        "project": in_project,
        "alike": {"pk": same.pk},
        "project-message": {**in_project, "pk": wrote.pk},
        "project-asked": {**in_project, "pk": question.pk},
        "project-partner": {**in_project, "pk": helping.pk},
        "working-group-pk": {"pk": crew.pk},
        "working-meeting": {**in_crew, "pk": make_meeting(group=crew).pk},
        "working-task": {**in_crew, "pk": errand.pk},
        "working-task-step": {**in_crew, "pk": errand.pk, "act": "fait"},
        "working-file": {**in_crew, "key": kept.key},
        "working-file-step": {**in_crew, "key": kept.key, "act": "supprimer"},
        "working-entry": {**in_crew, "pk": asking.pk},
        "working-role": {**in_crew, "pk": vacant.pk, "act": "oter"},
        "working-member": {**in_crew, "pk": crewmate.pk, "act": "animer"},
        "historical": {"slug": make_event(territory=here, status=Event.Status.HISTORICAL).slug},
        "hosting": {"pk": hosting.pk},
        "hosting-no": {"pk": hosting.pk, "answer": "decliner"},
        "hosting-code": {"code": hosting.code},
        "task": in_event(make_task(event=event)),
        "event": of_event,
        "document": {**of_event, "document": "badges"},
        "draft": {"slug": draft.slug},
        "territory": {"slug": here.slug},
        "colours": {"slug": here.slug, "digest": here.stylesheet_url.split(".")[1]},
        "role": {"pk": role.pk},
        "scene": in_event(make_scene(event=event)),
        "workshop": in_event(workshop),
        "facilitator": in_event(helper),
        "facilitator-act": {**in_event(helper), "act": "rien"},
        "helper": {"pk": helper.pk},
        "helper-person": {"pk": helper.pk, "code": registration.code},
        "sorting-bulk": {"pk": Bulk.objects.create(by=organiser, kind="stage", value="kept").pk},
        "sorting-kept": {"pk": SavedFilter.keep(organiser, name="À moi", query="qui=moi").pk},
        "sorting-note": {"pk": idea.notes.create(author=organiser, text="À revoir").pk},
        "joiner": {"pk": Joiner.objects.create(idea=idea, role="help", given_name="Paul").pk},
        "helper-idea": {"pk": helper.pk, "slug": idea.slug},
        "helper-joiner": {"pk": helper.pk, "slug": idea.slug, "joiner": 1},
        "table-pk": in_event(table),
        "briefing": in_event(make_briefing(event=event)),
        "call": in_event(call),
        "call-pk": {"pk": call.pk},
        "call-person": {"pk": call.pk, "person": helper.pk},
        "door": {"pk": door.pk},
        "door-pk": in_event(door),
        "partner": in_event(Partner.objects.create(event=event, structure=make_structure(territory=here))),
        "registration": {**of_event, "code": registration.code},
        "ticket": {"code": registration.code},
        "ride": {"code": registration.code, "pk": 1},
        "group": {"code": group.code},
        "group-pk": in_event(group),
        "group-member": {"code": group.code, "ticket": registration.code},
        "idea": {"slug": idea.slug},
        "refused": {"slug": refused.slug},
        "idea-pk": {"pk": idea.pk},
        "idea-merge": {"pk": merge(make_idea(event=event), [make_idea(event=event)], by=organiser)[0].pk},
        "merge-request": {"pk": ask_to_merge(idea, make_idea(event=event), by=organiser).pk},
        "message": in_event(message),
        "campaign": in_event(make_campaign(event=event)),
        "provider": {"provider": "brevo"},
        "text": {**of_event, "app": "events", "name": "event_reminder", "language": "fr"},
        "follow-up": {"pk": FollowUp.objects.create(idea=idea, kind="alive").pk},
        "step": {**of_event, "act": "demarrer"},
        "slide": {**of_event, "number": 1},
        "table": {"code": event.code},
        "received": {"code": event.code, "token": "x"},
        "token": {"token": links.token(links.act("nothing", 1))},
        "mail": {"name": "x", "number": 1},
        "mail-piece": {"name": "x", "number": 1, "piece": 1},
        "gathering": {"pk": gathering.pk},
        "gathering-step": {"pk": gathering.pk, "act": "fermer"},
        "stall": {"code": gathering.code},
        "claim": {"pk": claim.pk, "act": "laisser"},
        "idea-photo": {"slug": idea.slug, "size": "photo"},
        "photo": in_event(photo),
        "photo-key": {**of_event, "key": photo.key},
        "photo-file": {**of_event, "key": photo.key, "size": "photo"},
        "photo-step": {**in_event(photo), "act": "retirer"},
        "removal": {**in_event(photo.contest(words="", email="")), "act": "garder"},
        "wait": in_event(registration.waits.create(event=event)),
        "transcriber": in_event(make_transcriber(event=event)),
        "paper-code": {"code": sheet.code},
        "paper-sheet": in_event(sheet),
        "paper-step": {**in_event(shot), "act": "supprimer"},
        "paper-file": {**of_event, "key": shot.key, "size": "photo"},
        "merge": in_event(Merge.objects.create(event=event, source=table, target=other, seats=12)),
        "no-import": {**of_event, "pk": 1},
    }
    return subjects, [{}, *(sign_in(Client(), someone).cookies for someone in people)]
