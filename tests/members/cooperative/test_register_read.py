"""The register on any day: found, sorted, counted, downloaded, printed; one member; the certificate (D41, D43)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from foundation import spreadsheets
from members.cooperative.models import Member, ShareMovement
from tests.cast_of_cooperatives import make_cooperative, make_keeper, make_newcomer, make_shareholder
from tests.pdfs import text
from tests.signing import sign_in

NAMES = [("Élodie", "Bôle"), ("Zoé", "Abry"), ("Marc", "Jeannin")]


def make_register(*, days=400):
    """Three people of two colleges and an authority, with 1, 2, 3 and 4 shares of 50 €; the third left a year ago."""
    cooperative = make_cooperative()
    first, second = cooperative.colleges.all()[:2]
    for rank, (given, family) in enumerate(NAMES):
        make_shareholder(
            cooperative=cooperative, given_name=given, family_name=family, shares=rank + 1, days=days - rank,
            college=second if rank else first,
        )  # fmt: skip
    make_shareholder(
        cooperative=cooperative, shares=4, days=days, is_authority=True, organisation="Commune de Lons", college=second
    )
    gone = Member.objects.get(family_name="Jeannin")
    left = timezone.localdate() - timedelta(days=100)
    Member.objects.filter(pk=gone.pk).update(status="left", left_on=left)
    ShareMovement.objects.create(cooperative=cooperative, member=gone, kind="refunded", shares=-3, amount=-150, on=left)
    make_newcomer(cooperative=cooperative, given_name="Pas", family_name="Encore")
    return cooperative


def open_register(client, cooperative, **asked):
    sign_in(client, make_keeper(cooperative=cooperative))
    return client.get(reverse("cooperative:register", args=[cooperative.territory.slug]), asked)


def shown(response):
    return [str(member) for member in response.context["page"]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Élodie Bôle", "Zoé Abry", "Commune de Lons"]),
        ({"tri": "nom"}, ["Zoé Abry", "Élodie Bôle", "Commune de Lons"]),
        ({"q": "elodie bole"}, ["Élodie Bôle"]),
        ({"q": "2"}, ["Zoé Abry"]),
        ({"etat": "partis"}, ["Marc Jeannin"]),
        ({"etat": "tous", "q": "a", "tri": "nom"}, ["Zoé Abry", "Élodie Bôle", "Commune de Lons", "Marc Jeannin"]),
        ({"collectivites": "oui"}, ["Commune de Lons"]),
        ({"collectivites": "non"}, ["Élodie Bôle", "Zoé Abry"]),
        ({"college": "999999", "etat": "rien", "tri": "rien"}, ["Élodie Bôle", "Zoé Abry", "Commune de Lons"]),
        ({"au": "n’importe quoi"}, ["Élodie Bôle", "Zoé Abry", "Commune de Lons"]),
        ({"q": "9" * 40}, []),
    ],
)
def test_register_shows_whom_its_address_says(client, asked, expected):
    response = open_register(client, make_register(), **asked)
    assert shown(response) == expected


@pytest.mark.django_db
def test_register_of_a_past_day_counts_who_was_there(client):
    cooperative = make_register()
    today, before = open_register(client, cooperative), timezone.localdate() - timedelta(days=150)
    totals = today.context["totals"]
    assert (totals.members, totals.shares, totals.amount, totals.authorities_percent) == (3, 7, 350, "57,1")
    past = client.get(today.request["PATH_INFO"], {"au": f"{before}"}).context
    assert (past["totals"].members, past["totals"].shares, past["totals"].amount) == (4, 10, 500)
    assert [member.held_shares for member in past["page"]] == [1, 2, 3, 4]
    assert client.get(today.request["PATH_INFO"], {"au": "1990-01-01"}).context["totals"].members == 0


@pytest.mark.django_db
def test_pages_of_the_register_follow_one_another(client, monkeypatch):
    monkeypatch.setattr("members.cooperative.views.register.PAGE", 2)
    cooperative = make_register()
    for order in ("", "nom"):
        first = open_register(client, cooperative, tri=order)
        second = client.get(f"{first.request['PATH_INFO']}?{first.context['next']}")
        assert len(shown(first) + shown(second)) == len(set(shown(first) + shown(second))) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_register_costs_the_same_whatever_it_holds(client, django_assert_num_queries, number):
    cooperative = make_cooperative()
    for _ in range(number):
        make_shareholder(cooperative=cooperative)
    sign_in(client, make_keeper(cooperative=cooperative))
    url = reverse("cooperative:register", args=[cooperative.territory.slug])
    client.get(url)
    with django_assert_num_queries(14):
        client.get(url)


@pytest.mark.django_db
def test_register_as_a_spreadsheet_cannot_run(client):
    cooperative = make_register()
    Member.objects.filter(family_name="Bôle").update(family_name="=2+2", address="1 rue\n39000 Lons")
    sign_in(client, make_keeper(cooperative=cooperative))
    response = client.get(reverse("cooperative:register_csv", args=[cooperative.territory.slug]))
    lines = b"".join(response).decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[1].split(";")[:4] == ["1", "", "'=2+2", "Élodie"]
    assert lines[3].split(";")[7:9] == ["4", "200,00"]
    sheet = spreadsheets.read("\r\n".join(lines).encode())
    assert sheet.rows[0].cells[14] == "1 rue 39000 Lons"


@pytest.mark.once
@pytest.mark.django_db
def test_register_on_paper_says_the_day_and_the_capital(client):
    cooperative = make_register()
    sign_in(client, make_keeper(cooperative=cooperative))
    url = reverse("cooperative:register_pdf", args=[cooperative.territory.slug])
    said = text(client.get(url).content)
    for words in ("Registredessociétaires", "BôleÉlodie", "CommunedeLons", "3sociétaires", "7350€"):
        assert words in said
    assert "Jeannin" not in said
    assert "Unepartieduregistre" in text(client.get(url, {"q": "abry"}).content)


@pytest.mark.django_db
def test_member_shows_what_happened_and_is_nobody_elses(client):
    cooperative, other = make_register(), make_cooperative()
    member = Member.objects.get(family_name="Jeannin")
    sign_in(client, make_keeper(cooperative=cooperative))
    response = client.get(reverse("cooperative:member", args=[cooperative.territory.slug, member.pk]))
    assert [(one.kind, one.shares) for one in response.context["movements"]] == [("refunded", -3), ("subscribed", 3)]
    assert len(response.context["facts"]) == member.steps.count()
    assert client.get(reverse("cooperative:member", args=[other.territory.slug, member.pk])).status_code == 404
    assert client.get(reverse("cooperative:register", args=[other.territory.slug])).status_code == 404


@pytest.mark.django_db
def test_certificate_says_what_was_held_on_the_day(client):
    cooperative = make_register()
    member = Member.objects.get(family_name="Jeannin")
    sign_in(client, make_keeper(cooperative=cooperative))
    url = reverse("cooperative:certificate", args=[cooperative.territory.slug, member.pk])
    day = timezone.localdate() - timedelta(days=150)
    said = client.get(url, {"au": f"{day}"}).context["certificate"]
    assert said.holds.startswith("détenait 3 parts sociales de son capital")
    assert said.holds.endswith("pour une valeur de 150\u00a0€.")
    assert client.get(url).context["certificate"] is None
    pdf = reverse("cooperative:certificate_pdf", args=[cooperative.territory.slug, member.pk])
    assert client.get(pdf).status_code == 404
    assert client.get(pdf, {"au": "2024-02-31"}).status_code == 404
    assert "MarcJeannin" in text(client.get(pdf, {"au": f"{day}"}).content)
    assert date.min < said.day == day
