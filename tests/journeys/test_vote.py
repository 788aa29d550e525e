"""An opinion outlives a lost network and a closed page; two tabs are asked; a code records the vote (D27, D28)."""

import re

from tests.journeys.conftest import check_page
from tests.journeys.stack import body

SESSION = """
from importlib import import_module
from django.conf import settings
from tests.projects.committee.ballots import a_whole_grid, an_open_session
from projects.committee import opining
(expert, *_others), (item,) = an_open_session()
opining.save(item, expert, a_whole_grid("3"))
session = import_module(settings.SESSION_ENGINE).SessionStore()
session["_auth_user_id"], session["_auth_user_backend"] = str(expert.person.pk), settings.AUTHENTICATION_BACKENDS[0]
session["_auth_user_hash"] = expert.person.get_session_auth_hash()
session.save()
print(json.dumps([session.session_key, item.pk, expert.pk, expert.person.email]))
"""
KEPT = """
from projects.committee.models import Opinion, Voting
found = Opinion.objects.get(item=%s, expert=%s)
print(json.dumps([found.comment, found.private_comment, Voting.objects.filter(item=found.item).count()]))
"""


def said(page, words):
    page.locator("#saving", has_text=words).wait_for()


def test_an_opinion_is_never_lost_and_the_vote_waits_for_its_code(visitor, stack):
    key, item, expert, address = stack.ask(SESSION)
    here = f"/comite/dossiers/{item}/avis/"
    phone = visitor("phone")
    phone.context.add_cookies([{"name": "sessionid", "value": key, "url": stack.url}])
    phone.goto(here)
    check_page(phone, "vote-360", contrast=True)
    phone.locator('[name=score-need][value="0"]').check()
    phone.locator("#e-why-need", has_text="Un 0 demande un commentaire").wait_for()
    phone.locator("#f-why-need").fill("Personne ne l’attend encore")

    phone.context.set_offline(True)
    phone.locator("#f-comment").fill("Une équipe solide")
    said(phone, "gardée dans ce téléphone")
    phone.locator("[value=conditional_go]").check()
    phone.locator("#condition").fill("Trois communes engagées")
    phone.get_by_role("button", name="Voter").click()
    said(phone, "votre vote attend")
    phone.close(run_before_unload=False)
    tab = phone.context.new_page()
    phone.context.set_offline(False)
    tab.goto(here)
    said(tab, "Enregistrée")
    other = phone.context.new_page()
    other.goto(here)
    other.locator("#f-private_comment").fill("Vu d’un autre onglet")
    said(other, "Enregistrée")
    tab.locator("#f-private_comment").fill("Vu du premier")
    said(tab, "Deux textes différents")
    check_page(tab, "vote-deux-textes", full=False, contrast=False)
    tab.get_by_role("button", name="Garder mon texte").click()
    said(tab, "Enregistrée")

    tab.locator("[value=conditional_go]").check()
    tab.locator("#condition").fill("Trois communes engagées")
    tab.get_by_role("button", name="Voter").click()
    tab.wait_for_url("**/voter/code/")
    check_page(tab, "vote-code", full=False)
    tab.locator("#id_code").fill(re.search(r"\d{6}", body(stack.wait_for_mail(address, subject="Votre code")))[0])
    tab.get_by_role("button", name="Confirmer mon vote").click()
    tab.get_by_text("Votre vote a été enregistré").wait_for()
    tab.set_viewport_size({"width": 1280, "height": 860})
    check_page(tab, "vote", full=False, contrast=False)
    assert tab.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('avis:'))") == []
    assert stack.ask(KEPT % (item, expert)) == ["Une équipe solide", "Vu du premier", 1]
