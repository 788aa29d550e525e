"""What is printed: the same words on the page and in the PDF, eight badges and twenty-five rows a sheet."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from events import printing
from events.models import Need, NeedTick, Registration, RegistrationConsent
from events.printing import making
from foundation import jobs
from members.models import ConsentRecord
from tests import pdfs
from tests.factories import make_facilitator, make_registration, make_workshop


@pytest.fixture
def root(event):
    return f"/organiser/soirees/{event.slug}/imprimer/"


@pytest.fixture
def workshop(event):
    workshop = make_workshop(event=event, title="Le dernier kilomètre", tables=2)
    workshop.tables.filter(number=1).update(room="Salle A")
    workshop.tables.filter(number=2).update(room="Salle B")
    return workshop


def agree(registration):
    purpose = ConsentRecord.Purpose.IMAGE
    RegistrationConsent.objects.create(registration=registration, purpose=purpose, text_version="t")


def crowd(event, number, **fields):
    Registration.objects.bulk_create(
        Registration(event=event, given_name=f"N{n}", family_name="M", folded=f"m {n:05}", **fields)
        for n in range(number)
    )


def said(event, name, query=None):
    """What the sheets of a document say, all of them."""
    document = printing.find(name)
    options = document.form(query, event=event).options
    return printing.said(document, event, options, range(document.count(event, options)))


def test_the_list_has_every_document_and_works_with_nobody(desk, root, settings):
    settings.PUBLIC_URL = "https://soiree.example.org"
    page = desk.get(root)
    assert page.status_code == 200
    assert page.context["only_here"] is False
    counts = {document.name: count for document, _form, count in page.context["documents"]}
    assert (counts["affiche"], counts["badges"], counts["emargement"], counts["traiteur"]) == (1, 0, 1, 2)
    for name in counts:
        assert desk.get(f"{root}{name}/").status_code == 200
    assert desk.get(f"{root}rien/").status_code == 404


def test_codes_towards_this_computer_only_are_warned_of(desk, root):
    assert desk.get(root).context["only_here"] is True
    assert "PUBLIC_URL" in desk.get(f"{root}affiche/").content.decode()


def test_badges_are_eight_a_sheet_and_say_no_photo_exactly_for_those_who_did_not_agree(desk, event, workshop, root):
    names = ["Adèle", "Bruno", "Chloé", "Denis", "Élise", "Farid", "Gaëlle", "Hugo", "Inès"]
    people = {
        name: make_registration(event=event, workshop=workshop, given_name=name, family_name=name) for name in names
    }
    for name in names[:6]:
        agree(people[name])
    Registration.objects.filter(pk=people["Adèle"].pk).update(age_band="15_17")  # no parent agreed (D59)
    pages = said(event, "badges")["pages"]
    assert [len(page) for page in pages] == [8, 1]
    refused = [badge["given_name"] for page in pages for badge in page if badge["no_photo"]]
    assert refused == ["Adèle", "Gaëlle", "Hugo", "Inès"]
    content = desk.get(f"{root}badges.pdf").content
    assert pdfs.pages(content) == 2
    assert pdfs.text(content).count("Pasdephoto") == 4
    assert b"pdfuaid:part>1<" in content
    page = desk.get(f"{root}badges/").content.decode()
    assert (page.count('class="badge"'), page.count('class="no-photo"')) == (9, 4)


def test_rooms_keep_their_number_and_shape_when_another_is_added(event, workshop):
    make_registration(event=event, workshop=workshop)
    badge = said(event, "badges")["pages"][0][0]
    assert badge["room"] == {"number": "1", "shape": "circle", "words": "Salle A · n°\u00a01, cercle"}
    make_workshop(event=event).tables.update(room="Aardvark")
    assert said(event, "badges")["pages"][0][0]["room"] == badge["room"]


def test_badges_are_those_of_a_table_of_the_late_of_the_team_or_blank(event, workshop):
    first = make_registration(event=event, workshop=workshop, given_name="Nadia")
    Registration.objects.filter(pk=first.pk).update(created_at=timezone.now() - timedelta(days=9))
    make_registration(event=event, given_name="Paul")
    make_facilitator(table=workshop.tables.first(), given_name="Dominique")
    since = (timezone.localtime() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    asked = [{"qui": "tables", "table": "1"}, {"qui": "depuis", "depuis": since}, {"qui": "n’importe quoi"}]
    names = [
        [badge["given_name"] for page in said(event, "badges", query)["pages"] for badge in page] for query in asked
    ]
    assert names == [["Nadia"], ["Paul"], ["Nadia", "Paul"]]
    team = said(event, "badges", {"qui": "equipe"})["pages"][0]
    assert [(badge["given_name"], badge["part"], badge["table"]) for badge in team] == [("Dominique", "Animation", "1")]
    blank = said(event, "badges", {"qui": "vierges", "combien": "3"})["pages"]
    assert [len(page) for page in blank] == [8, 8, 8]


def test_attendance_sheets_have_25_rows_and_blank_pages(desk, event, workshop, root):
    crowd(event, 26)
    pages = said(event, "emargement")["pages"]
    assert [len(page["rows"]) for page in pages] == [25, 25, 25]
    assert [sum(bool(row["name"]) for row in page["rows"]) for page in pages] == [25, 1, 0]
    assert [(page["number"], page["of"]) for page in pages] == [(1, 3), (2, 3), (3, 3)]
    content = desk.get(f"{root}emargement.pdf").content
    assert pdfs.pages(content) == 3
    assert "page2/3" in pdfs.text(content)
    event.registrations.filter(folded="m 00003").update(table=workshop.tables.get(number=2))
    pages = said(event, "emargement", {"par": "tables", "vierges": "0"})["pages"]
    assert [(page["table"], page["rows"][0]["name"]) for page in pages] == [(1, ""), (2, "N3 M")]


def test_the_caterer_has_counts_and_words_without_a_name(desk, event, workshop, root):
    someone = make_registration(event=event, workshop=workshop, given_name="Zéphirin")
    Need.record(someone, ticks=[NeedTick.What.VEGAN], diet_words="Pas de noix")
    food = said(event, "traiteur", {"tables": "on"})["pages"][0]
    assert {line["label"]: line["number"] for line in food["lines"]}["Végane"] == 1
    assert food["by_table"] == [{"table": "1", "numbers": [0, 1, 0, 0]}]
    read = pdfs.text(desk.get(f"{root}traiteur.pdf?tables=on").content)
    assert "Pasdenoix" in read
    assert "Zéphirin" not in read


@pytest.mark.once
def test_hostile_and_endless_words_stay_on_their_sheet(desk, event, workshop, root):
    event.territory.name = '#read("/etc/passwd")'
    make_registration(event=event, workshop=workshop, given_name="A" * 80, family_name="💥 محمد")
    make_registration(event=event, workshop=workshop, given_name="李小龙 #panic()", family_name="\u202e*x*")
    content = desk.get(f"{root}badges.pdf").content
    assert pdfs.pages(content) == 1
    assert "#panic()" in pdfs.text(content)


def test_a_long_document_is_a_zip_made_by_a_job_and_kept_a_day(desk, event, root, settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(making, "PER_FILE", 2)
    crowd(event, 8 * 2 + 1)
    made = f"{root}badges/fichiers/"
    assert desk.get(f"{root}badges.pdf").url == made
    assert desk.get(f"{root}badges.zip").url == made
    desk.post(made)
    order = making.Order(event, "badges", "", "fr")
    jobs.run(order.job().pk)
    with zipfile.ZipFile(io.BytesIO(b"".join(desk.get(f"{root}badges.zip")))) as archive:
        found = {name: pdfs.pages(archive.read(name)) for name in archive.namelist()}
    assert found == {"badges-1.pdf": 2, "badges-2.pdf": 1}
    assert desk.get(made).context["ready"]
    assert making.forget(now=timezone.now()) == 0
    assert making.forget(now=timezone.now() + timedelta(days=2)) == 1
    assert not desk.get(made).context["ready"]


def test_everything_is_one_zip(desk, event, root, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    desk.post(f"{root}tout/fichiers/")
    jobs.run(making.Order(event, "tout", "", "fr").job().pk)
    with zipfile.ZipFile(io.BytesIO(b"".join(desk.get(f"{root}tout.zip")))) as archive:
        assert {"affiche.pdf", "emargement.pdf", "traiteur.pdf"} <= set(archive.namelist())


@pytest.mark.once
@pytest.mark.parametrize("number", [1, 300])
def test_a_page_of_sheets_costs_the_same_whatever_comes(desk, event, root, number, django_assert_num_queries):
    crowd(event, number)
    with django_assert_num_queries(9):
        page = desk.get(f"{root}badges/")
    assert sum(len(sheet) for sheet in page.context["said"]["pages"]) == min(number, 160)
