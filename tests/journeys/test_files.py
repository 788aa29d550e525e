"""What comes in and goes out as files: a form's answers, everything about an evening, the demonstration itself."""

import contextlib
import zipfile
from pathlib import Path

from tests.journeys import stack as stacks
from tests.journeys.conftest import check_page

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def test_a_form_s_answers_are_read_once_someone_told_the_columns(sign_in):
    page = sign_in("Camille", "phone")
    page.goto("/organiser/")
    evening = page.locator("a.evening").first.get_attribute("href")
    page.goto(f"{evening}import/")
    page.set_input_files("#id_file", SAMPLES / "framaforms.csv")
    page.get_by_role("button", name="Voir ce qu’il contient").click()
    page.get_by_role("heading", name="Que contient chaque colonne ?").wait_for()
    page.get_by_label("Nom et prénom").select_option("")
    page.get_by_role("button", name="Regarder chaque ligne").click()
    page.get_by_text("Dites quelle colonne contient le nom").wait_for()
    assert page.get_by_label("Votre e-mail").input_value() == "email"
    page.get_by_label("Nom et prénom").select_option("names_reversed")
    check_page(page, "importer-colonnes")
    page.get_by_role("button", name="Regarder chaque ligne").click()
    page.get_by_text("Les colonnes ont été lues comme vous l’avez dit.").wait_for()
    page.get_by_role("button", name="Importer ces personnes").click()
    page.get_by_text("2 personnes ont été inscrites.").wait_for()

    # The same form a week later: nobody is asked again.
    page.goto(f"{evening}import/")
    page.set_input_files("#id_file", SAMPLES / "framaforms.csv")
    page.get_by_role("button", name="Voir ce qu’il contient").click()
    page.get_by_role("link", name="Déjà inscrites 2").wait_for()


def test_everything_about_an_evening_is_taken_away(sign_in):
    page = sign_in("Camille", "phone")
    page.goto("/organiser/soirees/crepite/exporter/")
    check_page(page, "tout-emporter")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tout télécharger (zip)").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert {"inscriptions", "ateliers", "animation", "messages", "idees"} <= {
            name.partition("-")[0] for name in archive.namelist()
        }


def test_the_demonstration_is_removed_to_begin_for_real(browser):
    with (
        stacks.running(programs=["web"]) as apart,
        contextlib.closing(browser.new_context(base_url=apart.url, locale="fr-FR")) as context,
    ):
        page = context.new_page()
        page.goto("/demo/")
        page.get_by_role("link", name="Enlever la démonstration").click()
        page.get_by_label("Pour confirmer").fill("oui")
        page.get_by_role("button", name="Enlever la démonstration").click()
        page.get_by_text("Ce n’est pas le bon mot. Rien n’a été enlevé.").wait_for()
        check_page(page)
        page.get_by_label("Pour confirmer").fill("Enlever")
        page.get_by_role("button", name="Enlever la démonstration").click()
        page.get_by_role("heading", name="La démonstration est enlevée").wait_for()
        check_page(page)
        assert apart.ask("from members.models import Person; print(json.dumps(Person.objects.count()))") == 0
        assert [kept.suffix for kept in (apart.folder / "backups").iterdir()] == [".zip"]
