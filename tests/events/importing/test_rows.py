from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.importing.planning import open_file
from events.importing.rows import ACCEPTED, DOUBTFUL, REJECTED, SKIPPED, name_key, parse
from events.importing.sources import recognise
from foundation.spreadsheets import Row, Sheet

pytestmark = pytest.mark.once

SAMPLES = Path(__file__).parents[2] / "samples"
HEADER = (
    "Référence commande", "Statut de la commande", "Nom participant", "Prénom participant", "Nom payeur",
    "Prénom payeur", "Email payeur", "Numéro de billet", "Email",
)  # fmt: skip


def sample(name):
    return parse(*open_file((SAMPLES / name).read_bytes()))


def lines(*cells):
    rows = tuple(Row(number, cell) for number, cell in enumerate(cells, start=2))
    return parse(Sheet(HEADER, rows, "utf-8", ";"), recognise(HEADER))


def line(order="A1", status="Validé", family="Bérard", given="Zoé", payer=("Bérard", "Zoé"), mail="z@example.org",
         ticket="1", own=""):  # fmt: skip
    return (order, status, family, given, *payer, mail, ticket, own)


def summary(rows):
    return [(row.full_name, row.verdict, *(reason.code for reason in row.reasons)) for row in rows]


def test_the_helloasso_sample_is_read_with_its_traps():
    assert summary(sample("helloasso_cp1252.csv")) == [
        ("Zoé Bérard", ACCEPTED),
        ("Élise Grandclément", ACCEPTED),
        ("Noël Grandclément", ACCEPTED),
        ("François-Xavier Œuvrard", ACCEPTED),
        ("Maëlys Vuillet", ACCEPTED),
        ("Anaïs Vuillet", ACCEPTED),
        ("Gérard Prost", SKIPPED, "status"),
        ("Jeanne Monnier", SKIPPED, "status"),
        ("Lucie Chauvin", ACCEPTED),
        ('Clic =HYPERLINK("http://exemple.invalid";"Gagnez")', REJECTED, "formula"),
        ("Hugo Jacquet", REJECTED, "bad_email"),
        ("Suzanne Perrodin", ACCEPTED),
        ("Zoé Bérard", ACCEPTED),
        ("Mehdi Lacroix", ACCEPTED, "bad_phone"),
        ("Aurore Tissot", DOUBTFUL, "unknown_status"),
    ]


def test_the_payer_of_five_tickets_lends_an_address_to_nobody():
    family = [row for row in sample("helloasso_cp1252.csv") if row.order == "HA-70002"]
    assert [(row.given_name, row.email) for row in family] == [
        ("Élise", "elise.grandclement@example.org"),
        ("Noël", ""),
        ("François-Xavier", ""),
        ("Maëlys", ""),
        ("Anaïs", ""),
    ]
    assert {row.payer_email for row in family} == {"elise.grandclement@example.org"}


def test_the_first_line_of_the_helloasso_sample_is_read_whole():
    row = sample("helloasso_cp1252.csv")[0]
    assert (row.number, row.ref, row.phone, row.commune, row.postal_code, row.workshop, row.newsletter) == (
        2, "HA-70001/41001", "+33612345678", "Lons-le-Saunier", "39000", "La légumerie partagée", True,
    )  # fmt: skip


def test_the_english_eventbrite_sample_is_read_with_its_traps():
    rows = sample("eventbrite_en.csv")
    assert summary(rows) == [
        ("Amélie Roux", ACCEPTED),
        ("Karim Benali", ACCEPTED),
        ("Inès Benali", ACCEPTED),
        ("Oscar Müller", ACCEPTED),
        ("Paul Girod", SKIPPED, "status"),
        ("Sophie Ravier", SKIPPED, "status"),
        ("Léon Petit, dit Léo", ACCEPTED),
        ("@SUM(A1:A9) Robot", REJECTED, "formula"),
        ("Claire Outhier", REJECTED, "bad_email"),
        ("Benoît Cordier", DOUBTFUL, "several_on_a_line"),
    ]
    # One address beside three names: nobody's own.
    assert [(row.email, row.payer_email) for row in rows[1:4]] == [("", "karim.benali@example.org")] * 3
    assert [row.newsletter for row in (rows[0], rows[6], rows[1])] == [True, False, False]


def test_the_french_eventbrite_sample_is_read_with_its_traps():
    rows = sample("eventbrite_fr_bom.csv")
    assert summary(rows) == [
        ("Héloïse Faivre", ACCEPTED),
        ("Gaspard Faivre", ACCEPTED),
        ("Nina Bouvier", ACCEPTED),
        ("Théo Bouvier", ACCEPTED),
        ("Yvette Michaud", SKIPPED, "status"),
        ("Rémi Michaud", SKIPPED, "status"),
    ]
    assert [(row.email, row.payer_email) for row in rows[:4]] == [
        ("heloise.faivre@example.org", "heloise.faivre@example.org"),
        ("", "heloise.faivre@example.org"),
        ("nina.bouvier@example.org", "secretariat@example.org"),
        ("", "secretariat@example.org"),
    ]
    assert {row.newsletter for row in rows} == {None}


def test_a_workbook_with_a_formula_is_read():
    assert summary(sample("helloasso.xlsx")) == [
        ("Ysé Maréchal", ACCEPTED),
        ("Formule", ACCEPTED),  # the workbook holds no computed text for that cell
        ("Émile Gros", SKIPPED, "status"),
    ]


def test_a_header_alone_has_no_rows():
    assert sample("helloasso_en_tete_seul.csv") == ()


@pytest.mark.parametrize("status", ["Validé", "valide", "VALIDÉE", "Payé", "Attending", "Checked In", ""])
def test_a_valid_ticket_is_taken(status):
    assert summary(lines(line(status=status))) == [("Zoé Bérard", ACCEPTED)]


@pytest.mark.parametrize(
    "status", ["Remboursé", "Annulée", "Refusé", "En attente", "Not Attending", "Refunded", "Deleted"]
)
def test_a_ticket_given_up_is_left_out(status):
    assert summary(lines(line(status=status))) == [("Zoé Bérard", SKIPPED, "status")]


def test_a_ticket_without_order_is_refused():
    assert summary(lines(line(order=""))) == [("Zoé Bérard", REJECTED, "no_order")]


def test_the_same_ticket_twice_counts_once():
    assert summary(lines(line(), line(given="Zoe"))) == [
        ("Zoé Bérard", ACCEPTED), ("Zoe Bérard", SKIPPED, "same_ticket"),
    ]  # fmt: skip


def test_tickets_without_number_are_told_apart_by_name_and_rank():
    rows = lines(line(ticket=""), line(ticket="", given="Noé"), line(ticket=""))
    assert [row.ref for row in rows] == ["A1/berard zoe#1", "A1/berard noe#1", "A1/berard zoe#2"]


def test_a_single_ticket_without_name_is_its_payers():
    assert summary(lines(line(family="", given=""))) == [("Zoé Bérard", ACCEPTED)]


def test_several_tickets_without_name_ask_whose_they_are():
    rows = lines(line(), line(family="", given="", ticket="2"))
    assert summary(rows)[1] == ("Zoé Bérard", DOUBTFUL, "name_of_payer")


def test_a_ticket_without_any_name_is_refused():
    assert summary(lines(line(family="", given="", payer=("", "")))) == [("", REJECTED, "no_name")]


def test_an_own_address_that_is_the_payers_belongs_to_the_payer_only():
    rows = lines(line(own="z@example.org"), line(given="Noé", ticket="2", own="z@example.org"))
    assert [(row.email, row.payer_email) for row in rows] == [("z@example.org", "z@example.org"), ("", "z@example.org")]


def test_an_own_address_is_kept_whoever_paid():
    rows = lines(line(given="Noé", own="noe@example.org"))
    assert [(row.email, row.payer_email) for row in rows] == [("noe@example.org", "z@example.org")]


def test_name_key_does_not_mind_the_order_accents_or_hyphens():
    assert name_key("Zoé", "Bérard-Prost") == name_key("BERARD PROST", "Zoe")


word = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
mail = st.sampled_from(["", "a@example.org", "b@example.org", "c@example.org", "not an address"])
name = st.sampled_from(["", "Zoé", "Noé", "Bérard", "=1+1"]) | word
one = st.tuples(
    st.sampled_from(["A1", "A2", ""]), st.sampled_from(["Validé", "Remboursé", "?", ""]), name, name, name, name, mail,
    st.sampled_from(["1", "2", "3", ""]), mail,
)  # fmt: skip


@given(st.lists(one, max_size=8))
def test_whatever_the_lines_no_two_people_share_an_address_of_their_own(cells):
    rows = lines(*cells)
    taken = [row for row in rows if row.verdict in (ACCEPTED, DOUBTFUL)]
    owners = {}
    for row in taken:
        if row.email:
            owners.setdefault(row.email, set()).add(row.name_key)
    assert [len(names) for names in owners.values()] == [1] * len(owners)
    assert len({row.ref for row in taken}) == len(taken)
    assert [row.number for row in rows] == list(range(2, len(cells) + 2))
    assert all(row.reasons for row in rows if row.verdict != ACCEPTED)
