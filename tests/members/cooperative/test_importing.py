"""An existing register, as ugly as it is, is read line by line, entered in one go, taken back within a day (D43)."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from members.cooperative import cards
from members.cooperative.capital import capital_at
from members.cooperative.importing import applying, planning
from members.cooperative.importing.reasons import sentences
from members.cooperative.models import ImportedMember, Member, MemberStep, RegisterImport, ShareMovement
from tests.cast_of_cooperatives import make_cooperative, make_cooperator, make_keeper, make_shareholder
from tests.signing import sign_in

UGLY = (
    """Registre des associés;;;;;;;;;
SCIC d’essai, situation au 31/12/2019;;;;;;;;;

N° d'ordre;NOM;Prénom;Catégorie;Nb parts;Montant (€);Date d'entrée;Courriel;Tél.;Date de sortie
Collège des Salariés;;;;;;;;;
1;MOREL;Anne-Sophie;salariée;25;1 250,00 €;03/09/2018;Anne@Example.org;06 12 34 56 78;
2;LACROIX;René;salariés;1;50,00;3.9.2018;;;
4;BÔLE;Élodie;salariés;2;100 €;12/10/18;elodie@@example;06 1;
Bénéficiaires;;;;;;;;;
5;Épicerie des Quais;;bénéficiaires;10;500,00 €;1er mars 2019;;;
6;GROS;Carole;bénéficiaires;3;200,00 €;31/02/2019;;;
2;PETIT;Luc;bénéficiaires;1;50;15/03/2019;;;
Total Bénéficiaires;;;;14;750,00 €;;;;
N° d'ordre;NOM;Prénom;Catégorie;Nb parts;Montant (€);Date d'entrée;Courriel;Tél.;Date de sortie
Collectivités;;;;;;;;;
8;VERNIER;Paul;autres;4;200;43500;;;30/06/2020
TOTAL GENERAL;;;;45;2 350,00 €;;;;
""".replace("\n", "\r\n")
    .replace("’", "'")
    .encode("cp1252")
)


def receive(cooperative=None, content=UGLY, *, by=None):
    """A file whose columns are as we guessed."""
    batch = planning.receive(cooperative or make_cooperative(), name="registre.csv", content=content, by=by)
    batch.tell_columns(batch.columns)
    return batch


def told(plan, verdict):
    return {row.line.place: [reason.code for reason in row.line.reasons] for row in plan.of(verdict)}


@pytest.mark.django_db
def test_ugly_register_is_read_line_by_line():
    plan = planning.plan_of(receive())
    assert told(plan, "ready") == {
        6: [], 7: [], 8: ["bad_email", "bad_phone"], 10: ["read_as_structure", "no_delegate"], 16: []
    }  # fmt: skip
    assert told(plan, "refused") == {11: ["bad_day", "amount_differs"], 12: ["number_on_line"]}
    assert told(plan, "skipped") == {
        5: ["title"], 9: ["title"], 13: ["total"], 14: ["header"], 15: ["title"], 17: ["total"]
    }  # fmt: skip
    assert (plan.gaps, plan.shares, plan.beyond, plan.unknown) == ((3, 6, 7), 38, "", ())
    said = [sentence for row in plan.refused for sentence in sentences(row.line)]
    assert "3 parts valent 150\u00a0€, et le fichier dit 200\u00a0€." in said


@pytest.mark.django_db
def test_register_is_entered_in_one_go_with_its_numbers_and_gaps():
    cooperative = make_cooperative()
    keeper = make_keeper(cooperative=cooperative)
    batch = receive(cooperative)
    with pytest.raises(ValidationError):
        applying.apply(batch, by=keeper, leave_out=False)
    assert applying.apply(batch, by=keeper, leave_out=True) == 5
    found = Member.objects.order_by("number")
    assert [(one.number, str(one), str(one.college), one.status) for one in found] == [
        (1, "Anne-Sophie MOREL", "Salariés", "registered"),
        (2, "René LACROIX", "Salariés", "registered"),
        (4, "Élodie BÔLE", "Salariés", "registered"),
        (5, "Épicerie des Quais", "Bénéficiaires", "registered"),
        (8, "Paul VERNIER", "Collectivités", "left"),
    ]
    first = found[0]
    assert (first.email, first.phone, first.registered_on) == ("anne@example.org", "+33612345678", date(2018, 9, 3))
    days = (date(2018, 9, 2), date(2019, 12, 31), date(2020, 6, 30))
    assert [capital_at(cooperative, day).amount for day in days] == [
        0, Decimal(2100), Decimal(1900),
    ]  # fmt: skip
    assert {(step.kind, step.by) for step in MemberStep.objects.all()} == {("imported", keeper)}
    batch.refresh_from_db()
    assert (batch.packed, batch.was_applied, applying.numbers_of(batch)) == (None, True, (1, 8))
    with pytest.raises(ValidationError):
        applying.apply(batch, by=keeper, leave_out=True)
    assert make_shareholder(cooperative=cooperative).number == 9  # the next one follows, gaps are not mended


@pytest.mark.django_db(transaction=True)
def test_file_entered_from_two_browsers_at_once_is_entered_once():
    cooperative, counts = make_cooperative(), []
    pk = receive(cooperative).pk

    def enter():
        try:
            counts.append(applying.apply(RegisterImport.objects.get(pk=pk), by=None, leave_out=True))
        except ValidationError:
            counts.append(0)
        finally:
            connection.close()

    threads = [Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == [0, 0, 0, 5]
    assert (Member.objects.count(), capital_at(cooperative, date(2019, 12, 31)).amount) == (5, 2100)


@pytest.mark.django_db
def test_import_undone_leaves_nothing_then_may_be_done_again():
    cooperative = make_cooperative()
    batch = receive(cooperative)
    applying.apply(batch, by=None, leave_out=True)
    assert applying.undo(batch) == 5
    rows = (Member, MemberStep, ShareMovement, ImportedMember)
    assert [model.objects.count() for model in rows] == [0, 0, 0, 0]
    assert RegisterImport.objects.get().was_undone
    with pytest.raises(ValidationError):
        applying.undo(batch)
    assert applying.apply(receive(cooperative), by=None, leave_out=True) == 5


@pytest.mark.django_db
def test_import_cannot_be_undone_once_something_happened():
    cooperative = make_cooperative()
    batch = receive(cooperative)
    applying.apply(batch, by=None, leave_out=True)
    member = Member.objects.get(number=4)
    cards.correct(member, by=None, phone="+33384000000")
    with pytest.raises(ValidationError) as refusal:
        applying.undo(batch)
    assert "Élodie BÔLE" in str(refusal.value)
    assert Member.objects.count() == ShareMovement.objects.filter(kind="opening").count() == 5


@pytest.mark.django_db
def test_import_cannot_be_undone_after_another_number_was_given_nor_after_a_day():
    cooperative = make_cooperative()
    batch = receive(cooperative)
    applying.apply(batch, by=None, leave_out=True)
    with pytest.raises(ValidationError):
        applying.undo(batch, now=timezone.now() + timedelta(hours=25))
    make_shareholder(cooperative=cooperative, days=0)
    with pytest.raises(ValidationError):
        applying.undo(batch)


@pytest.mark.django_db
def test_lines_already_in_the_register_are_left_and_numbers_taken_refused():
    cooperative = make_cooperative()
    applying.apply(receive(cooperative), by=None, leave_out=True)
    plan = planning.plan_of(receive(cooperative))
    assert [codes[-1] for codes in told(plan, "skipped").values()].count("already_there") == 5
    assert told(plan, "refused")[12] == ["number_taken"]
    with pytest.raises(ValidationError):
        applying.apply(receive(cooperative), by=None, leave_out=True)


@pytest.mark.django_db
def test_register_without_numbers_is_numbered_by_day_of_entry_after_the_highest():
    cooperative = make_cooperative(weights={})
    make_cooperator(cooperative=cooperative, given_name="Inès", family_name="Roy")
    lines = ["Nom;Prénom;Montant;Entrée;Catégorie"]
    lines += ["Abry;Zoé;100;05/02/2020;Autres", "Gros;Paul;50;01/02/2020;Autres", "Roy;Inès;50;01/03/2020;Autres"]
    batch = receive(cooperative, "\n".join(lines).encode())
    assert told(planning.plan_of(batch), "ready") == {2: [], 3: [], 4: ["same_name"]}
    applying.apply(batch, by=None, leave_out=False)
    assert list(Member.objects.order_by("number").values_list("number", "family_name")) == [
        (1, "Roy"), (2, "Gros"), (3, "Abry"), (4, "Roy")
    ]  # fmt: skip


@pytest.mark.django_db
def test_words_of_the_file_are_told_once():
    cooperative = make_cooperative()
    content = "Nom;Prénom;Parts;Date;Catégorie;Collège\nAbry;Zoé;1;05/02/2020;Amis;\nGros;Léa;1;05/02/2020;Amis;Pros"
    batch = receive(cooperative, content.encode())
    unknown = planning.plan_of(batch).unknown
    assert [(one.key, one.word, one.count) for one in unknown] == [
        ("category:ami", "Amis", 2), ("college:", "", 1), ("college:pro", "Pros", 1),
    ]  # fmt: skip
    college, category = cooperative.colleges.last(), cooperative.categories.last()
    batch.tell_meanings({"category:ami": category.pk, "college:": college.pk, "college:pro": 0})
    plan = planning.plan_of(batch)
    assert (len(plan.ready), told(plan, "refused")) == (1, {3: ["unknown_college"]})
    assert (plan.ready[0].category, plan.ready[0].college) == (category, college)


@pytest.mark.django_db
def test_structures_of_a_college_of_authorities_are_read_as_such():
    content = "Raison sociale;Nom;Prénom;Parts;Date;Catégorie;Collège\n"
    content += "Ville de Lons;Roy;Inès;1;1/2/2020;Autres;Collectivités\n;Roy;Zoé;9;1/2/2020;Autres;Collectivités"
    plan = planning.plan_of(receive(make_cooperative(), content.encode()))
    assert [row.line.is_authority for row in plan.ready] == [True, False]
    assert told(plan, "ready")[2] == ["read_as_authority"]


@pytest.mark.django_db
def test_authorities_above_their_part_are_told_and_taken_over():
    content = "N°;Raison sociale;Parts;Date;Catégorie;Collège;Collectivité\n1;Commune;9;1/2/2020;Autres;Soutiens;oui"
    batch = receive(make_cooperative(), content.encode())
    assert planning.plan_of(batch).beyond == "100"
    applying.apply(batch, by=None, leave_out=False)
    assert Member.objects.get().is_authority


@pytest.mark.django_db
def test_pages_of_an_import_go_from_the_file_to_the_register_and_back(client):
    cooperative = make_cooperative()
    sign_in(client, make_keeper(cooperative=cooperative))
    book = Workbook()
    for line in (["Registre"], ["N°", "Nom", "Prénom", "Parts", "Date", "Cat", "Collège"],
                 [1, "Abry", "Zoé", 2, date(2020, 2, 5), "Autres", "Soutiens"]):  # fmt: skip
        book.active.append(line)
    content = BytesIO()
    book.save(content)
    start = reverse("cooperative:import_start", args=[cooperative.territory.slug])
    for name, bad in (("a.pdf", b"%PDF-"), ("a.csv", b""), ("a.xlsx", b"PK\x03\x04no")):
        assert client.post(start, {"file": SimpleUploadedFile(name, bad)}).status_code == 422
    page = client.post(start, {"file": SimpleUploadedFile("registre.xlsx", content.getvalue())}, follow=True)
    columns = page.redirect_chain[0][0]
    assert client.post(columns, {"column_1": "family_name", "column_2": "family_name"}).status_code == 422
    kept = dict(zip(
        [f"column_{index}" for index in range(7)],
        ["number", "family_name", "given_name", "shares", "joined_on", "category", "college"], strict=True,
    ))  # fmt: skip
    page = client.post(columns, kept, follow=True)
    assert (page.context["chosen"], [len(one) for one in page.context["rows"]]) == ("ready", [2])
    batch = RegisterImport.objects.get()
    here = reverse("cooperative:import_batch", args=[cooperative.territory.slug, batch.pk])
    assert client.get(here, {"lignes": "rien", "apres": "-1"}).status_code == 200
    page = client.post(f"{here}importer/", follow=True)
    assert (page.context["written"], page.context["numbers"], Member.objects.count()) == (1, (1, 1), 1)
    client.post(f"{here}importer/")
    assert Member.objects.count() == 1
    client.post(f"{here}reprendre/")
    assert Member.objects.count() == 0
    other = make_cooperative()
    assert client.get(here.replace(cooperative.territory.slug, other.territory.slug)).status_code == 404


@pytest.mark.django_db
def test_file_given_up_is_forgotten():
    batch = receive()
    batch.drop()
    batch.refresh_from_db()
    assert (batch.status, batch.packed) == ("dropped", None)
    with pytest.raises(ValidationError):
        applying.apply(RegisterImport.objects.get(), by=None, leave_out=True)
