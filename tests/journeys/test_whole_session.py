"""A whole session of the committee: nine experts on their phones, five files, decisions, letters, minutes (D24–D33)."""

import re
from datetime import datetime, timedelta

from tests.journeys.conftest import SCREENS, check_page
from tests.journeys.stack import body

WHERE = "petite-montagne"
CODE = "Votre code pour voter"
ANSWERS = {  # five votes on each file: three conditional go, one deferral, one no go
    "Le four du village": ("conditional_go", "conditional_go", "conditional_go", "deferral", "no_go"),
    "Bois et bobines": ("go", "go", "conditional_go", "deferral", "no_go"),
    "La navette du marché": ("go", "conditional_go", "conditional_go", "conditional_go", "no_go"),
    "Cantine à deux voix": ("go", "deferral", "deferral", "deferral", "no_go"),
    "Le dépôt de pain": ("no_go", "no_go", "no_go", "go", "deferral"),
}
OUTCOMES = ["conditional_go", "conditional_go", "conditional_go", "deferral", "no_go"]
PREPARED = f"""
from importlib import import_module
from allauth.account.models import EmailAddress
from django.conf import settings
from events.models import Event
from ideas.models import Idea
from members.access import PROVED
from members.models import Person
from projects.committee.appointing import appoint, found_committee, give_office
from projects.committee.models import Undertaking
from projects.starting import start_project
from tests.projects.filling import make_complete

event = Event.objects.get(slug="{WHERE}")
territory = event.territory
by = Person.objects.get(email="lucie.berthet@example.org")
committee = found_committee(territory, by=by)
experts = [
    appoint(committee, f"expert{{n}}@example.org", names={{"given_name": "Claude", "family_name": f"E{{n}}"}}, by=by)
    for n in range(9)
]
give_office(experts[0], "chair", by=by)
give_office(experts[1], "secretary", by=by)
for place, name in enumerate({list(ANSWERS)!r}):
    idea = Idea.objects.create(event=event, territory=territory, title=name, need="Il manque ici.", status="accepted")
    project = start_project([idea], by=by, name=name, summary="Pour le village.")
    project.group.memberships.create(
        given_name="Jeanne", family_name="Porteur", email=f"porteur{{place}}@example.org", is_lead=True
    )
    make_complete(project)
keys = []
for expert in experts:
    EmailAddress.objects.create(user=expert.person, email=expert.person.email, verified=True, primary=True)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["_auth_user_id"], session["_auth_user_backend"] = str(expert.person.pk), settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"], session[PROVED] = expert.person.get_session_auth_hash(), True
    session.save()
    keys.append(session.session_key)
for expert in experts[1:]:
    Undertaking.objects.answer(expert, accepted=True)
print(json.dumps(keys))
"""
LISTED = """
from projects.committee.models import AgendaItem
items = AgendaItem.objects.filter(session__committee__territory__slug="petite-montagne").order_by("rank")
print(json.dumps({item.project.name: item.pk for item in items}))
"""
COUNTED = """
from projects.committee.models import AgendaItem, SealedVote
items = AgendaItem.objects.filter(session__committee__territory__slug="petite-montagne").order_by("rank")
print(json.dumps([
    [item.project.decision for item in items],
    [item.project.favourable for item in items],
    SealedVote.objects.filter(item__in=items).count(),
]))
"""


def test_nine_experts_judge_five_files(visitor, stack):
    keys, files = stack.ask(PREPARED), {}
    seats = [seated(visitor, stack, key, "desk" if place == 1 else "phone") for place, key in enumerate(keys)]
    chair, secretary = seats[0], seats[1]
    address = plan(secretary)
    files = stack.ask(LISTED)
    enter(chair, stack, address)
    for place, page in enumerate(seats):
        declare(page, files, recused="Le four du village" if place == 8 else "")
    secretary.goto(address)
    act(secretary, "ouvrir")
    for place, (name, choices) in enumerate(ANSWERS.items()):
        for expert, choice in enumerate(choices, start=place % 4):  # five of the eight or nine who may
            page, email = seats[expert], f"expert{expert}@example.org"
            vote(page, stack, files[name], email, choice, first=(place, expert) == (0, 0))
    secretary.goto(f"{address}avancement/")
    check_page(secretary, "comite-avancement")

    chair.set_viewport_size(SCREENS["desk"])
    chair.goto(f"{address}decisions/")
    chair.locator("details.sure summary").first.click()
    act(chair, "clore")
    check_page(chair, "comite-decisions")
    for number, outcome in zip(files.values(), OUTCOMES, strict=True):
        decide(chair, number, outcome)
    chair.goto(f"/comite/dossiers/{next(iter(files.values()))}/decision/")
    chair.get_by_text("Confirmée par").wait_for()
    check_page(chair, "comite-decision")
    chair.goto(f"{address}reponses/")
    check_page(chair, "comite-reponses")
    chair.get_by_role("checkbox").check()
    act(chair, "envoyer")
    assert stack.ask(COUNTED) == [OUTCOMES, [True, True, True, False, False], 0]
    refused = stack.wait_for_mail("porteur4@example.org", subject="pas retenu")
    assert "pas retenu" in body(refused)
    assert "Le besoin est là" in body(refused)
    assert any(part.get_content_type() == "application/pdf" for part in refused.walk())

    chair.goto(f"{address}pv/")
    if chair.locator("form[action$='/rediger/']").count():  # the worker may not have written the draft yet
        act(chair, "rediger")
    act(chair, "adopter")
    chair.get_by_text(re.compile("Adopté, n")).wait_for()
    check_page(chair, "comite-proces-verbal")


def seated(visitor, stack, key, device):
    """The page of an expert who has signed in: others try the door, these sit down."""
    page = visitor(device)
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": stack.url}])
    return page


def plan(page):
    """Plan a session, put the five files on its agenda, invite; return its address."""
    page.goto(f"/comite/territoires/{WHERE}/seances/nouvelle/")
    begins = datetime.now() + timedelta(days=1)
    page.locator("[name=mode][value=both]").check()
    page.locator("[name=starts_at]").fill(f"{begins:%Y-%m-%dT18:00}")
    page.locator("[name=closes_at]").fill(f"{begins + timedelta(days=2):%Y-%m-%dT18:00}")
    page.locator("[name=place]").fill("Mairie d’Arinthod")
    page.get_by_role("button", name="Prévoir cette séance").click()
    page.wait_for_url(re.compile(r"/comite/seances/\d+/$"))
    address = page.url
    for name in ANSWERS:
        page.goto(f"{address}ordre/ajouter/")
        page.locator("li", has_text=name).get_by_role("button").click()
        page.wait_for_url(re.compile(r"/comite/seances/\d+/"))
    check_page(page, "comite-ordre-du-jour")
    act(page, "convoquer")
    return address


def enter(page, stack, address):
    """The chair comes by the invitation, undertakes the confidentiality, and finds the files."""
    mail = stack.wait_for_mail("expert0@example.org", subject="déclarer")
    assert any(part.get_content_type() == "text/calendar" for part in mail.walk())
    page.goto(re.search(r"https?://[^/\s]+(/comite/seances/\S+)", body(mail))[1])
    if "engagement" not in page.url:
        page.locator("a[href*='/declaration/'], a[href*='/engagement/']").first.click()
    check_page(page, "comite-engagement-360")
    page.get_by_role("checkbox").check()
    page.locator("button[value=accept]").click()
    page.goto(f"{address}mes-dossiers/")
    check_page(page, "comite-mes-dossiers-360")


def declare(page, files, *, recused):
    """Say before reading what links one to each file; one expert stands down from one."""
    for name, number in files.items():
        page.goto(f"/comite/dossiers/{number}/declaration/")
        if name != recused:
            page.locator("form:has([value=free]) button").click()
            continue
        page.locator("input[value=financial]").check()
        check_page(page, "comite-declaration-360")
        page.locator("form:has([value=recuse]) button").click()
        assert page.goto(f"/comite/dossiers/{number}/").status == 403


def vote(page, stack, number, expert, choice, *, first):
    """Note, write, vote, and type the code of the mail."""
    page.goto(f"/comite/dossiers/{number}/avis/")
    for note in page.locator("#opinion [data-field^=score-] [value='3']").all() if first else ():
        note.check(force=True)  # its label covers it
    page.locator("[name=comment]").fill("Le groupe tient. Le prix reste à prouver.")
    page.locator(f".choice:has([value={choice}])").click()
    if choice == "conditional_go":
        page.locator("[name=condition]").fill("Trois communes s’engagent par écrit.")
    if first:
        check_page(page, "comite-avis-360")
    before = sum(CODE in str(mail["Subject"]) for mail in stack.mails(expert))
    page.locator("#cast").click()
    page.locator("#id_code").wait_for()
    mail = stack.wait_for_mail(expert, subject=CODE, count=before + 1)
    assert choice not in body(mail)
    assert "feu vert" not in body(mail).lower()
    page.locator("#id_code").fill(re.search(r"\b(\d{6}|[A-Z0-9]{6,8})\b", body(mail))[1])
    if first:
        check_page(page, "comite-code-360")
    page.locator(".code-form button").click()
    page.get_by_text("Votre vote a été enregistré").wait_for()


def decide(page, number, outcome):
    """Write why, what is asked, and confirm what the votes said."""
    page.goto(f"/comite/dossiers/{number}/decision/")
    page.locator("[name=reasons]").fill("Le besoin est là ; le prix reste à prouver.")
    if outcome == "conditional_go":
        page.locator("[name=conditions-0-text]").fill("Trois communes s’engagent par écrit.")
        page.locator("[name=conditions-0-expected_proof]").fill("Trois lettres signées.")
    page.locator("button[value=confirmer]").click()
    page.wait_for_url("**/decisions/**")


def act(page, what):
    """Press the button of the form that leads to `what`, and wait for the page after it."""
    with page.expect_navigation():
        form = page.locator(f"form:is([action$='/{what}/'], [action*='/{what}/#'])")
        form.locator("button").locator("visible=true").first.click()
