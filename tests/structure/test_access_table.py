"""One table: every address × every role × two territories. A page that is not in it fails the test.

A line reads: name of the address, method, what it is asked about, then the answer to a stranger, to a person without
role, to an elected representative, to an organiser and to the administrator of territory A, which holds everything the
lines are about, and to an organiser of territory B. 302 of a stranger is the way to the sign-in. Bodies are empty: what
is refused as incomplete (422, or a page that is shown again) had been let in.
"""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from events.models import Event, Partner
from foundation import links
from members.models import Role
from outbox.models import Message
from outbox.queueing import queue
from tests.factories import (
    make_event,
    make_facilitator,
    make_idea,
    make_organiser,
    make_person,
    make_registration,
    make_role,
    make_scene,
    make_structure,
    make_territory,
    make_workshop,
)
from tests.signing import sign_in

TABLE = """
home                            GET  -             200 200 200 200 200 200
space                           GET  -             302 200 200 200 200 200
my_data                         GET  -             302 200 200 200 200 200
my_data                         POST -             302 422 422 422 422 422
my_data_file                    GET  -             302 200 200 200 200 200
territory                       GET  territory     200 200 200 200 200 200
healthz                         GET  -             200 200 200 200 200 200
set_language                    POST -             302 302 302 302 302 302
demo                            GET  -             404 404 404 404 404 404
demo_enter                      GET  -             404 404 404 404 404 404
mails                           GET  -             404 404 404 404 404 404
mail                            GET  mail          404 404 404 404 404 404
mail_page                       GET  mail          404 404 404 404 404 404
mail_piece                      GET  mail-piece    404 404 404 404 404 404
account_login                   GET  -             200 302 302 302 302 302
account_request_login_code      GET  -             200 302 302 302 302 302
account_confirm_login_code      GET  -             302 302 302 302 302 302
account_logout                  GET  -             302 200 200 200 200 200
account_inactive                GET  -             200 200 200 200 200 200
mfa_index                       GET  -             302 200 200 200 200 200
mfa_authenticate                GET  -             302 302 302 302 302 302
mfa_reauthenticate              GET  -             302 403 403 403 403 403
mfa_activate_totp               GET  -             302 200 200 200 200 200
mfa_deactivate_totp             GET  -             302 404 404 404 404 404
mfa_view_recovery_codes         GET  -             302 404 404 404 404 404
mfa_generate_recovery_codes     GET  -             302 200 200 200 200 200
mfa_download_recovery_codes     GET  -             302 404 404 404 404 404
members:colours                 GET  colours       200 200 200 200 200 200
members:communes                GET  -             200 200 200 200 200 200
members:profile                 GET  -             302 200 200 200 200 200
members:profile                 POST -             302 422 422 422 422 422
members:territories             GET  -             302 403 403 200 200 200
members:territory_edit          GET  territory     302 403 403 200 200 404
members:territory_edit          POST territory     302 403 403 422 422 404
members:roles                   GET  -             302 403 403 403 200 403
members:roles                   POST -             302 403 403 403 422 403
members:role_end                POST role          302 403 403 403 302 403
outbox:unsubscribe              GET  token         404 404 404 404 404 404
outbox:unsubscribe              POST token         404 404 404 404 404 404
events:event                    GET  event         200 200 200 200 200 200
events:event                    GET  draft         404 404 404 200 200 404
events:calendar                 GET  event         200 200 200 200 200 200
events:image                    GET  event         200 200 200 200 200 200
events:authorisation            GET  event         200 200 200 200 200 200
events:register                 GET  event         200 200 200 200 200 200
events:register                 POST event         422 422 422 422 422 422
events:register                 GET  draft         404 404 404 404 404 404
events:register                 POST draft         404 404 404 404 404 404
events:thanks                   GET  event         200 200 200 200 200 200
events:find_ticket              GET  -             200 200 200 200 200 200
events:ticket_link              GET  token         410 410 410 410 410 410
events:confirm_change           GET  token         410 410 410 410 410 410
events:ticket                   GET  ticket        404 404 404 404 404 404
events:move                     GET  ticket        404 404 404 404 404 404
events:cancel                   GET  ticket        404 404 404 404 404 404
events:erase                    GET  ticket        404 404 404 404 404 404
events:erase                    POST ticket        404 404 404 404 404 404
events:stop_news                POST ticket        404 404 404 404 404 404
events:ticket_calendar          GET  ticket        404 404 404 404 404 404
events:import_start             GET  event         302 403 403 200 200 404
events:import_batch             GET  no-import     302 403 403 404 404 404
events:import_apply             POST no-import     302 403 403 404 404 404
events:import_undo              POST no-import     302 403 403 404 404 404
events:import_drop              POST no-import     302 403 403 404 404 404
events:import_go_on             POST no-import     302 403 403 404 404 404
events:evening_list             GET  -             302 403 403 200 200 200
events:evening_new              GET  -             302 403 403 200 200 200
events:evening_new              POST -             302 403 403 200 200 200
events:desk                     GET  event         302 403 403 200 200 404
events:desk                     GET  draft         302 403 403 200 200 404
events:evening_edit             GET  event         302 403 403 200 200 404
events:evening_step             POST step          302 403 403 404 404 404
events:evening_cancel           GET  event         302 403 403 200 200 404
events:evening_cancel           POST event         302 403 403 200 200 404
events:programme                GET  event         302 403 403 200 200 404
events:scene_new                GET  event         302 403 403 200 200 404
events:scene_edit               GET  scene         302 403 403 200 200 404
events:scene_start              POST scene         302 403 403 302 302 404
events:scene_remove             POST scene         302 403 403 302 302 404
events:workshop_list            GET  event         302 403 403 200 200 404
events:workshop_new             GET  event         302 403 403 200 200 404
events:workshop_publish_ready   POST event         302 403 403 302 302 404
events:workshop_edit            GET  workshop      302 403 403 200 200 404
events:workshop_publish         POST workshop      302 403 403 302 302 404
events:workshop_unpublish       POST workshop      302 403 403 302 302 404
events:workshop_remove          POST workshop      302 403 403 302 302 404
events:team                     GET  event         302 403 403 200 200 404
events:facilitator_new          GET  event         302 403 403 200 200 404
events:facilitator_edit         GET  facilitator   302 403 403 200 200 404
events:facilitator_remove       POST facilitator   302 403 403 302 302 404
events:partner_new              GET  event         302 403 403 200 200 404
events:partner_edit             GET  partner       302 403 403 200 200 404
events:partner_remove           POST partner       302 403 403 302 302 404
events:registration_list        GET  event         302 403 403 200 200 404
events:registration_csv         GET  event         302 403 403 200 200 404
events:registration_new         GET  event         302 403 403 200 200 404
events:registration_new         POST event         302 403 403 200 200 404
events:walk_in                  GET  event         302 403 403 200 200 404
events:registration             GET  registration  302 403 403 200 200 404
events:registration_change      GET  registration  302 403 403 200 200 404
events:registration_place       POST registration  302 403 403 302 302 404
events:registration_companion   POST registration  302 403 403 302 302 404
events:registration_cancel      POST registration  302 403 403 302 302 404
events:registration_erase       POST registration  302 403 403 302 302 404
events:registration_reinstate   POST registration  302 403 403 302 302 404
events:registration_authorise   POST registration  302 403 403 302 302 404
events:registration_presence    POST registration  302 403 403 302 302 404
events:registration_ticket      POST registration  302 403 403 302 302 404
events:registration_print       GET  registration  302 403 403 200 200 404
events:message_list             GET  event         302 403 403 200 200 404
events:message                  GET  message       302 403 403 200 200 404
events:message_html             GET  message       302 403 403 200 200 404
events:message_retry            POST message       302 403 403 302 302 404
ideas:idea_list                 GET  -             200 200 200 200 200 200
ideas:deposit                   GET  -             200 200 200 200 200 200
ideas:deposit                   POST -             422 422 422 422 422 422
ideas:find                      GET  -             200 200 200 200 200 200
ideas:open                      GET  token         410 410 410 410 410 410
ideas:idea                      GET  idea          200 200 200 200 200 200
ideas:idea                      GET  refused       404 404 404 200 200 404
ideas:report                    GET  idea          200 200 200 200 200 200
ideas:complete                  GET  idea          404 404 404 404 404 404
ideas:follow                    POST idea          404 404 404 404 404 404
ideas:withdraw                  GET  idea          404 404 404 404 404 404
ideas:erase_author              POST idea          404 404 404 404 404 404
ideas:moderation                GET  event         302 403 403 200 200 404
ideas:accept_page               POST event         302 403 403 302 302 404
ideas:enter                     GET  event         302 403 403 200 200 404
ideas:enter                     POST event         302 403 403 422 422 404
ideas:accept                    POST idea-pk       302 403 403 302 302 404
ideas:refuse                    POST idea-pk       302 403 403 302 302 404
ideas:reopen                    POST idea-pk       302 403 403 302 302 404
ideas:take_down                 POST idea-pk       302 403 403 302 302 404
ideas:put_back                  POST idea-pk       302 403 403 302 302 404
ideas:dismiss_reports           POST idea-pk       302 403 403 302 302 404
evening:table                   GET  table         200 200 200 200 200 200
evening:table                   POST table         403 403 403 403 403 403
evening:received                GET  received      404 404 404 404 404 404
evening:wall                    GET  event         200 200 200 200 200 200
evening:wall                    GET  draft         404 404 404 200 200 404
evening:wall_state              GET  event         200 200 200 200 200 200
evening:codes                   GET  event         302 403 403 200 200 404
"""
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
    table = workshop.tables.get()
    registration = make_registration(event=event, workshop=workshop)
    idea, refused = make_idea(event=event), make_idea(event=event, status="refused", refusal="off_topic")
    message = queue(
        key="access-table", kind="test", to="nadia@example.org", template="emails/members/totp_activated", context={}
    )
    Message.objects.filter(pk=message.pk).update(about=event.subject)
    of_event = {"slug": event.slug}

    def in_event(row):
        return {**of_event, "pk": row.pk}

    subjects = {
        "-": {},
        "event": of_event,
        "draft": {"slug": draft.slug},
        "territory": {"slug": here.slug},
        "colours": {"slug": here.slug, "digest": here.stylesheet_url.split(".")[1]},
        "role": {"pk": role.pk},
        "scene": in_event(make_scene(event=event)),
        "workshop": in_event(workshop),
        "facilitator": in_event(make_facilitator(table=table)),
        "partner": in_event(Partner.objects.create(event=event, structure=make_structure(territory=here))),
        "registration": {**of_event, "code": registration.code},
        "ticket": {"code": registration.code},
        "idea": {"slug": idea.slug},
        "refused": {"slug": refused.slug},
        "idea-pk": {"pk": idea.pk},
        "message": in_event(message),
        "step": {**of_event, "act": "demarrer"},
        "table": {"code": event.code},
        "received": {"code": event.code, "token": "x"},
        "token": {"token": links.token(links.act("nothing", 1))},
        "mail": {"name": "x", "number": 1},
        "mail-piece": {"name": "x", "number": 1, "piece": 1},
        "no-import": {**of_event, "pk": 1},
    }
    return subjects, [{}, *(sign_in(Client(), someone).cookies for someone in people)]
