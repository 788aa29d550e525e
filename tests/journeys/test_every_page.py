"""Every kind of page, on a phone and on a desk: accessible, within the screen, in French, without a complaint."""

import re
from urllib.parse import urlsplit

import pytest

from tests.journeys.conftest import SCREENS, check_page, picture, watch

# Name of the picture (« - »: none, « + »: on a phone as well), who looks (« - »: a stranger), address, and the answer
# when it is not 200.
PAGES = """
accueil+                 -        /
demonstration           -        /demo/
e-mails                 -        /mail/
-                       -        /mail/{mail}/
territoire+              -        /territoires/pays-ledonien/
-                       -        /territoires/petite-montagne/
soiree+                  -        /soirees/petite-montagne/
-                       -        /soirees/petite-montagne/?theme=mobilites
soiree-en-cours         -        /soirees/crepite/
soiree-passee           -        /soirees/lons-2019/
-                       -        /soirees/romans-2016/
autorisation-a-imprimer -        /soirees/petite-montagne/autorisation/
inscription             -        /soirees/petite-montagne/inscription/
-                       -        /soirees/petite-montagne/inscription/?atelier=7
-                       -        /soirees/crepite/inscription/
-                       -        /soirees/lons-2019/inscription/
-                       -        /soirees/petite-montagne/inscription/merci/
billet-retrouver        -        /billet/retrouver/
-                       -        /billet/lien/INCONNU/ 410
-                       -        /billet/changement/INCONNU/ 410
billet                  ticket   /billet/{ticket}/
-                       ticket   /billet/{ticket}/changer/
-                       ticket   /billet/{ticket}/annuler/
billet-effacer          ticket   /billet/{ticket}/effacer/
-                       -        /desinscription/{opt_out}/
idees+                   -        /idees/
idees-recherche         -        /idees/?q=velo
-                       -        /idees/?q=zzzz
-                       -        /idees/deposer/
deposer                 -        /idees/deposer/?soiree=petite-montagne
-                       -        /idees/retrouver/
-                       -        /idees/lien/INCONNU/ 410
idee+                    -        /idees/{idea}/
parcours+                -        /idees/{idea}/parcours/
-                       author   /idees/{own}/parcours/
idee-signaler           -        /idees/{idea}/signaler/
-                       author   /idees/{own}/
idee-fiche              author   /idees/{own}/completer/
-                       author   /idees/{own}/retirer/
table                   -        /a/{table}/
-                       -        /a/{evening}/
table-inconnue          -        /a/AAAAAA/ 404
table-terminee          -        /a/{past}/ 410
connexion+               -        /compte/connexion/
-                       -        /compte/inactif/
introuvable             -        /nulle-part/ 404
espace-organisation+     Camille  /espace/
profil                  Camille  /espace/profil/
mes-donnees             Camille  /espace/donnees/
mes-donnees             Camille  /espace/donnees/
-                       Camille  /compte/securite/
-                       Camille  /compte/securite/application/
-                       Camille  /compte/deconnexion/
organiser               Camille  /organiser/
organiser-nouvelle      Camille  /organiser/soirees/nouvelle/
organiser-soiree+        Camille  /organiser/soirees/crepite/
organiser-modifier      Camille  /organiser/soirees/crepite/modifier/
-                       Camille  /organiser/soirees/crepite/annuler/
organiser-programme     Camille  /organiser/soirees/crepite/programme/
-                       Camille  /organiser/soirees/crepite/programme/nouvelle/
-                       Camille  /organiser/soirees/crepite/programme/{scene}/
organiser-ateliers      Camille  /organiser/soirees/crepite/ateliers/
-                       Camille  /organiser/soirees/crepite/ateliers/nouveau/
organiser-atelier       Camille  /organiser/soirees/crepite/ateliers/{workshop}/
organiser-equipe        Camille  /organiser/soirees/crepite/equipe/
-                       Camille  /organiser/soirees/crepite/equipe/animation/nouvelle/
-                       Camille  /organiser/soirees/crepite/equipe/animation/{facilitator}/
-                       Camille  /organiser/soirees/crepite/equipe/partenaires/nouveau/
-                       Camille  /organiser/soirees/crepite/equipe/partenaires/{partner}/
organiser-inscriptions+  Camille  /organiser/soirees/crepite/inscriptions/
-                       Camille  /organiser/soirees/crepite/inscriptions/?q=zzzz
organiser-inscrire      Camille  /organiser/soirees/crepite/inscriptions/nouvelle/
organiser-arrivee+       Camille  /organiser/soirees/crepite/inscriptions/arrivee/
organiser-inscription   Camille  /organiser/soirees/crepite/inscriptions/{registration}/
-                       Camille  /organiser/soirees/crepite/inscriptions/{registration}/modifier/
billet-imprimer         Camille  /organiser/soirees/crepite/inscriptions/{registration}/imprimer/
organiser-messages      Camille  /organiser/soirees/crepite/messages/
organiser-message       Camille  /organiser/soirees/crepite/messages/{message}/
organiser-importer      Camille  /organiser/soirees/crepite/import/
relire+                  Camille  /organiser/soirees/crepite/idees/
-                       Camille  /organiser/soirees/crepite/idees/?vue=signalees
-                       Camille  /organiser/soirees/crepite/idees/?vue=affichees
-                       Camille  /organiser/soirees/crepite/idees/?vue=refusees
saisir                  Camille  /organiser/soirees/crepite/idees/saisir/
-                       Camille  /organiser/soirees/petite-montagne/ 404
-                       Camille  /organiser/roles/ 403
territoires             Léa      /organiser/territoires/
territoire-modifier     Léa      /organiser/territoires/pays-ledonien/
roles                   Léa      /organiser/roles/
organiser-a-venir       Lucie    /organiser/soirees/petite-montagne/
deroule-des-tables      Lucie    /organiser/soirees/petite-montagne/ateliers/deroule/
espace+                  Nour     /espace/
-                       Bernadette /espace/
"""
ROWS = [line.split() for line in PAGES.split("\n") if line]

PLACES = """
from django.utils import timezone
from events import emails
from events.models import Event, Registration
from foundation import links
from ideas.models import Idea
from outbox.models import Message
from outbox.writing import UNSUBSCRIBE

tonight, coming = Event.objects.get(slug="crepite"), Event.objects.get(slug="petite-montagne")
written = tonight.registrations.live().exclude(email=None).order_by("pk").first()
emails.ticket_sent_again(written, step=1)
going = coming.registrations.live().exclude(email=None).order_by("pk").first()
own = tonight.ideas.submitted().order_by("pk").first()
until = timezone.now() + timezone.timedelta(days=1)
print(json.dumps({
    "table": tonight.tables.get(number=7).code,
    "evening": tonight.code,
    "past": Event.objects.get(slug="lons-2019").code,
    "ticket": going.code,
    "ticket_link": going.ticket_link(),
    "idea": Idea.objects.listed().filter(event=tonight).exclude(solution="").order_by("pk")[3].slug,
    "own": own.slug,
    "own_token": links.token(own.access_link()),
    "opt_out": links.token(links.access(UNSUBSCRIBE, f"news:{written.email}", until=until)),
    "scene": tonight.scenes.order_by("planned_at")[2].pk,
    "workshop": tonight.workshops.get(number=7).pk,
    "facilitator": tonight.facilitators.order_by("pk").first().pk,
    "partner": tonight.partners.order_by("pk").first().pk,
    "registration": written.code,
    "written": written.email,
    "message": Message.objects.about(tonight.subject).filter(kind="ticket-sent-again").latest("pk").pk,
}))
"""


@pytest.fixture(scope="module")
def places(stack):
    """What the addresses are about, in the demonstration's data."""
    found = stack.ask(PLACES)
    stack.wait_for_mail(found["written"])
    return found


@pytest.fixture(scope="module")
def complaints():
    return []


@pytest.fixture(scope="module")
def look(browser, stack, places, complaints):
    """Return the page of someone, signed in or holding a link, opened once for the whole list."""
    pages = {}

    def look(who):
        if who not in pages:
            context = browser.new_context(
                base_url=stack.url, locale="fr-FR", timezone_id="Europe/Paris", reduced_motion="reduce"
            )
            page = pages[who] = context.new_page()
            watch(page, complaints, home=urlsplit(stack.url).netloc)
            if who == "ticket":
                page.goto(places["ticket_link"])
            elif who == "author":
                page.goto(f"/idees/lien/{places['own_token']}/")
            elif who != "-":
                page.goto("/demo/")
                page.get_by_role("button", name=f"Être {who}", exact=True).click()
                page.wait_for_url(lambda url: "/demo/" not in url)
        return pages[who]

    yield look
    for page in pages.values():
        page.context.close()


ENGLISH = re.compile(
    r"\b(the|and|your|you|with|this|that|from|save|delete|edit|submit|cancel|search|required|please|email|password|"
    r"next|previous|back|sign in|log in|true|false|draft|registration|workshop|evening|ideas?|been|have|has)\b",
    re.IGNORECASE,
)
ALLOWED = re.compile(r"Google Authenticator|English|mailto:\S+|\S+@\S+|https?://\S+", re.IGNORECASE)
READ = """() => {
  const said = [document.title, document.body.innerText];
  for (const one of document.querySelectorAll("[aria-label], [placeholder], [alt], [title]"))
    for (const name of ["aria-label", "placeholder", "alt", "title"]) said.push(one.getAttribute(name) || "");
  return said.join("\\n");
}"""


@pytest.mark.parametrize(("name", "who", "path", "status"), [(*row, "200")[:4] for row in ROWS], ids=lambda word: word)
def test_page(look, places, complaints, name, who, path, status):
    page = look(who)
    complaints.clear()
    page.set_viewport_size(SCREENS["desk"])
    if "{mail}" in path:
        page.goto("/mail/")
        path = page.locator("main a[href^='/mail/']").first.get_attribute("href")
    assert page.goto(path.format(**places)).status == int(status)
    assert page.title().strip(" ·") not in ("", "Start-Up de Territoire") or path == "/"
    assert page.locator("h1").count() == 1
    words = ALLOWED.sub("", page.evaluate(READ))
    assert ENGLISH.findall(words) == []
    assert re.findall(r"\{\{|\{%|%\(|\bNone\b|---", words) == []
    check_page(page)
    if name != "-":
        picture(page, name.strip("+"))
    page.set_viewport_size(SCREENS["phone"])
    check_page(page, contrast=False)
    if name.endswith("+"):
        picture(page, f"{name.strip('+')}-360")
    assert complaints == []
