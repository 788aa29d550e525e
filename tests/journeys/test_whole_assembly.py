"""A whole assembly: 73 members, 34 present, 6 from afar, 9 proxies, two paper ballots, the result of D49 (D41–D51)."""

import re
from datetime import datetime, timedelta

from tests.journeys.conftest import SCREENS, check_page
from tests.journeys.stack import body

WHERE = "petite-montagne"
COLLEGES = {  # name: (members, present, from afar, represented, votes for, votes against), as in the example of D49
    "Entreprises": (15, 8, 2, 2, 8, 4),
    "Bénéficiaires": (32, 14, 2, 4, 10, 10),
    "Collectivités": (6, 2, 1, 1, 1, 3),
    "Associations": (15, 5, 1, 2, 6, 2),
    "Salariés": (5, 5, 0, 0, 5, 0),
}
WEIGHTS = dict(zip(COLLEGES, (30, 20, 20, 20, 10), strict=True))
QUORUM = re.compile("49 personnes sur 73")
PAPER = ("Paulette Denisot", "Lucien Denisot")  # who have no phone
PREPARED = f"""
from importlib import import_module
from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils import timezone
from members.access import PROVED
from members.cooperative.models import Member
from members.models import Territory, Person
from tests.cast_of_cooperatives import make_cooperative, make_cooperator, make_keeper

cooperative = make_cooperative(territory=Territory.objects.get(slug="{WHERE}"), weights={WEIGHTS!r}, name="Clairière")
people = {{}}
board = make_keeper(cooperative=cooperative, email="conseil@example.org")
for rank, (college, (members, present, remote, represented, _for, _against)) in enumerate({COLLEGES!r}.items()):
    ways = ["present"] * present + ["remote"] * remote + ["represented"] * represented
    for place in range(members):
        given, family = "Claude", f"{{college}} {{place:02}}"
        paper = college == "Bénéficiaires" and place < 2
        if paper:
            given, family = {PAPER!r}[place].split()
        member = make_cooperator(
            cooperative=cooperative, college=cooperative.colleges.get(name=college), given_name=given,
            family_name=family, email=f"s{{rank}}-{{place}}@example.org",
            notices_by_mail_since=None if paper else timezone.localdate(),
        )
        if paper:
            Member.objects.filter(pk=member.pk).update(email="", address="1 rue du Four, 39240 Arinthod")
        way = ways[place] if place < len(ways) else ""
        people[str(member.pk)] = [str(member), "" if paper else member.email, college, "paper" if paper else way, ""]

def seat(person):
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["_auth_user_id"], session["_auth_user_backend"] = str(person.pk), settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"], session[PROVED] = person.get_session_auth_hash(), True
    session.save()
    return session.session_key

for told in people.values():
    if told[3] in ("present", "remote"):
        told[4] = seat(Person.objects.create_user(told[1], given_name="Claude", family_name="Membre"))
print(json.dumps([seat(board), people]))
"""
HELD_TODAY = """
from django.utils import timezone
from members.assemblies.models import Assembly
now = timezone.now()
Assembly.objects.filter(cooperative__name="Clairière").update(starts_at=now, record_on=timezone.localdate(now))
"""
COUNTED = """
from members.assemblies.models import Resolution, UrnBallot
one = Resolution.objects.get(assembly__cooperative__name="Clairière", number=1)
print(json.dumps([one.result.for_share, one.result.outcome, one.rights.count(), one.published_ballots.count(),
                  UrnBallot.objects.filter(resolution=one).count(), one.pk]))
"""


def test_seventy_three_members_hold_an_assembly(visitor, stack):
    key, people = stack.ask(PREPARED)
    board = seated(visitor, stack, key, "desk")
    address, number = call(board)
    notice = stack.wait_for_mail("s0-10@example.org", subject="ssemblée")
    represent(board, visitor, address, people, notice)
    stack.ask(HELD_TODAY)
    screens = {
        pk: seated(visitor, stack, told[4], "phone" if told[3] == "remote" or pk == first(people) else "desk")
        for pk, told in people.items()
        if told[4]
    }
    come(board, screens, address, number, people)

    board.goto(f"{address}votes/codes/")
    press(board, "envoyer")
    board.goto(f"{address}votes/1/")
    press(board, "ouvrir")
    hand_over_paper(board, f"{address}votes/1/")
    wall = visitor("wall")
    board.goto(f"{address}seance/")
    wall.goto(board.locator("a[href*='/projection/']").get_attribute("href"))
    wall.get_by_text(QUORUM).wait_for()
    check_page(wall, "assemblee-mur")
    choices = spread(people)
    for place, (pk, page) in enumerate(screens.items()):
        vote(page, stack, number, people[pk], choices, shown=pk == first(people), keyboard=place == 1)
    count_papers(board, visitor, address, choices)

    board.goto(f"{address}votes/1/")
    check_page(board, "assemblee-vote-conseil")
    board.locator("#id_sure").check()
    press(board, "clore")
    board.goto(f"{address}resultats/1/")
    press(board, "annoncer")
    board.get_by_text("60 %").first.wait_for()
    check_page(board, "assemblee-resultat")
    share, outcome, rights, ballots, urn, resolution = stack.ask(COUNTED)
    assert (share, outcome, rights, ballots, urn) == ("3/5", "adopted", 49, 49, 0)
    assert "identi" in stack.manage("recount", str(resolution)).lower()
    wall.get_by_text("60 %").first.wait_for()
    check_page(wall, "assemblee-mur-resultat")
    voter = next(iter(screens.values()))
    voter.goto(f"/societaire/assemblees/{number}/votes/1/")
    voter.get_by_text("votre bulletin a été compté").wait_for()

    board.goto(f"{address}seance/")
    board.locator("details:has(form[action$='/clore/']) summary").click()
    press(board, "clore")
    board.goto(f"{address}pv/")
    press(board, "rediger")
    press(board, "adopter")
    board.get_by_text(re.compile("Adopté, n")).wait_for()
    check_page(board, "assemblee-proces-verbal")
    text = board.locator("main").inner_text()
    assert "49" in text
    assert "Lucien Denisot" in text
    assert re.search(r"60\s%", text)
    with board.expect_download() as file:
        board.get_by_role("link", name="Télécharger en PDF").click()
    assert file.value.path().read_bytes().startswith(b"%PDF-")


def first(people):
    """The key of the first member who has a screen."""
    return next(pk for pk, told in people.items() if told[4])


def seated(visitor, stack, key, device):
    """The page of someone who has signed in: others try the door, these sit down."""
    page = visitor(device)
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": stack.url}])
    return page


def press(page, what):
    """Press the button of the form that leads to `what`, and wait for the page after it."""
    with page.expect_navigation():
        form = page.locator(f"form:is([action$='/{what}/'], [action*='/{what}/#'])")
        form.locator("button").locator("visible=true").first.click()


def send(page):
    """Press the main button of the page's form, and wait for the page after it."""
    with page.expect_navigation():
        page.locator("main form[method=post] .btn-primary").locator("visible=true").last.click()


def call(board):
    """Plan an assembly with a secret resolution, be refused too early a day, call; return its address and number."""
    board.goto(f"/cooperative/{WHERE}/assemblees/nouvelle/")
    board.get_by_label("Ordinaire", exact=False).first.check()
    early = datetime.now() + timedelta(days=12)
    board.locator("[name=starts_at]").fill(f"{early:%Y-%m-%dT18:00}")
    board.locator("[name=place]").fill("Mairie d’Arinthod")
    send(board)
    address = board.url
    board.goto(f"{address}resolutions/nouvelle/")
    board.locator("[name=title]").fill("Prendre part à la conserverie")
    board.locator("[name=text]").fill("L’assemblée décide de souscrire 200 parts de la conserverie.")
    board.locator("[name=secret]").check()
    check_page(board, "assemblee-resolution")
    send(board)
    board.goto(f"{address}convoquer/")
    board.get_by_text("15 jours pleins").first.wait_for()
    assert board.locator("form[action$='/convoquer/maintenant/']").count() == 0
    board.goto(f"{address}modifier/")
    board.locator("[name=starts_at]").fill(f"{early + timedelta(days=9):%Y-%m-%dT18:00}")
    send(board)
    board.goto(f"{address}convoquer/")
    check_page(board, "assemblee-convoquer")
    press(board, "maintenant")
    return address, int(re.search(r"/assemblees/(\d+)/", address)[1])


def represent(board, visitor, address, people, notice):
    """Nine proxies: one given on a phone from the notice's link, eight on paper typed by the board."""
    holders = [pk for pk, told in people.items() if told[3] == "present"]
    givers = [pk for pk, told in people.items() if told[3] == "represented"]
    phone = visitor("phone")
    phone.goto(re.search(r"https?://[^/\s]+(/societaire/lien/\S+)", body(notice))[1])
    phone.wait_for_url(re.compile("/societaire/assemblees/"))
    check_page(phone, "assemblee-convocation-360")
    phone.goto(re.sub(r"(/assemblees/\d+/).*", r"\1pouvoir/", phone.url))
    phone.locator("[name=holder]").select_option(holders[0])
    check_page(phone, "assemblee-pouvoir-360")
    send(phone)
    phone.locator("button[value=take_back]").wait_for()
    board.goto(f"{address}pouvoirs/")
    for giver, holder in zip(givers[1:], [*holders[:1], *holders], strict=False):
        form = board.locator("form:has([name=giver])")
        if not form.is_visible():
            board.locator("details:has([name=giver]) summary").click()
        board.locator("[name=giver]").select_option(giver)
        board.locator("[name=holder]").select_option(holder)
        with board.expect_navigation():
            form.locator("[type=submit]").click()
    check_page(board, "assemblee-pouvoirs")


def press_while_searching(board, name, line):
    """The answer to a search comes while the finger is on a line: the line stays, and the tap counts."""
    line.locator("button[value=present]").hover()
    with board.expect_response(lambda answer: "q=" in answer.url) as searched:
        board.locator("#q").evaluate(
            "(field, name) => { field.value = name; field.dispatchEvent(new Event('input', { bubbles: true })) }", name
        )
        board.mouse.down()
    searched.value.finished()
    board.wait_for_timeout(100)  # the time that the list would take to be replaced
    board.mouse.up()


def come(board, screens, address, number, people):
    """Thirty-four are ticked at the desk, six say that they follow from afar; the session opens."""
    board.goto(f"{address}emargement/")
    if not board.locator("#q").count():  # beat may have closed the list already
        send(board)
    for place, told in enumerate(one for one in people.values() if one[3] in ("present", "paper")):
        line = board.locator("ul.rows li", has=board.locator("b", has_text=re.compile(f"^{told[0]}$")))
        if place:
            board.locator("#q").fill(told[0])
            line.locator("button[value=present]").click()
        else:
            press_while_searching(board, told[0], line)
        line.locator("button[value=leave]").wait_for(state="attached")  # folded with those who came
    for pk, page in screens.items():
        if people[pk][3] == "remote":
            page.goto(f"/societaire/assemblees/{number}/presence/")
            with page.expect_navigation():
                page.locator("button[name=act][value=remote]").click()
    board.goto(f"{address}emargement/")
    check_page(board, "assemblee-emargement")
    board.set_viewport_size(SCREENS["phone"])
    check_page(board, "assemblee-emargement-360", contrast=False)
    board.set_viewport_size(SCREENS["desk"])
    board.goto(f"{address}seance/")
    present = [pk for pk, told in people.items() if told[3] == "present"]
    board.locator("[name=chair]").select_option(present[1])
    board.locator("[name=secretary]").select_option(present[2])
    send(board)
    board.get_by_text(QUORUM).first.wait_for()


def hand_over_paper(board, address):
    """The two without a phone take a ballot each."""
    for name in PAPER:
        board.goto(address)
        board.locator("[name=q]").fill(name)
        with board.expect_navigation():
            board.locator("form[role=search] button").click()
        with board.expect_navigation():
            board.locator("ul.who li", has_text=name).locator("button[value=take]").click()


def spread(people):
    """{name: choice} such that colleges come to the figures of D49."""
    choices = {}
    for college, (_members, _present, _remote, _represented, voted_for, against) in COLLEGES.items():
        voting = [told[0] for told in people.values() if told[2] == college and told[3]]
        choices |= dict(zip(voting, ["for"] * voted_for + ["against"] * against, strict=True))
    return choices


def vote(page, stack, number, told, choices, *, shown, keyboard):
    """One's own ballot, then one for each person represented, with the code of the mail."""
    page.goto(f"/societaire/assemblees/{number}/votes/1/")
    for slip in page.locator("fieldset.choices").all():
        legend = slip.locator("legend").inner_text()
        name = legend.partition("Pour ")[2].strip() or told[0]
        answer = slip.locator(f"input[value={choices[name]}]")
        if keyboard:
            answer.focus()
            page.keyboard.press("Space")
        else:
            answer.check(force=True)
    code = re.search(r"\b[A-Z0-9]{4}[ -]?[A-Z0-9]{4}\b", body(stack.wait_for_mail(told[1], subject="ode")))[0]
    page.locator("#id_code").fill("AAAAAAAA" if shown else code)
    if shown:
        check_page(page, "assemblee-voter-360")
        page.locator("form.ballot .btn-primary").click()
        page.get_by_role("alert").wait_for()  # what was chosen is kept
        page.locator("#id_code").fill(code)
    if keyboard:
        page.keyboard.press("Enter")
    else:
        page.locator("form.ballot .btn-primary").click()
    page.locator(".done").first.wait_for()
    if shown:
        check_page(page, "assemblee-recu-360")


def count_papers(board, visitor, address, choices):
    """Two tellers count apart, one wrongly at first; both then say the same."""
    said = [choices[name] for name in PAPER]
    right = {"for": said.count("for"), "against": said.count("against")}
    for place, name in enumerate(("Rose Amiot", "Luc Marmet")):
        board.goto(f"{address}votes/")
        board.locator("form[action$='/personnes/'] [name=name]").fill(name)
        press(board, "personnes")
        link = board.locator("li", has_text=name).locator("a[href*='/scrutin/']")
        teller = visitor("phone")
        teller.goto(link.get_attribute("href"))
        teller.locator("li.now a").click()
        teller.locator("button[value=hand]").wait_for()
        if place == 0:
            check_page(teller, "assemblee-depouiller-360")
        for choice, number in right.items():
            teller.locator(f"input[name$='{choice}']").fill(str(number))
        with teller.expect_navigation():
            teller.locator("button[value=hand]").click()
        teller.locator("button[value=back]").wait_for()
