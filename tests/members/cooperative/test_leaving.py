"""Shares that grow, pass on and are given back in order; leaving, struck off, excluded (D43, D44)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from foundation.typography import plain_date
from members.cooperative import leaving, refunding, shares
from members.cooperative.capital import capital_at, holding_of
from members.cooperative.colleges import Decision
from members.cooperative.models import Exclusion, Member
from outbox.models import Message
from tests.cast_of_cooperatives import make_cooperative, make_shareholder
from tests.members.cooperative.refusing import refused

TODAY = timezone.localdate
HELD = (
    "Le capital ne peut pas descendre sous 250 €, le quart du plus haut jamais atteint (1 000 €) : ce remboursement "
    "sera possible dès que 50 € de plus seront souscrits."
)


@pytest.fixture
def cooperative():
    return make_cooperative(weights={})


def decision(*, on=None, majority="extraordinary", adopted=True):
    return Decision(reference="Résolution 4 de l’AGE", on=on or TODAY(), majority=majority, adopted=adopted)


@pytest.mark.django_db
def test_refunds_queue_in_order_above_the_quarter_of_the_greatest_capital(cooperative):
    """D43: each says its place, what is missing, and the day it becomes possible; nobody overtakes."""
    first, second, third = (make_shareholder(cooperative=cooperative, shares=n) for n in (12, 4, 4))
    may_go = leaving.ask_withdrawal(first, by=None)  # 600 of 1 000: 400 stay
    refunding.pay_refund(may_go, by=None, reference="VIR 12")
    assert (may_go.possible_on, capital_at(cooperative, TODAY()).amount) == (TODAY(), 400)
    waits = leaving.ask_withdrawal(second, by=None)
    small = leaving.ask_withdrawal(third, shares=1, by=None)  # would pass alone, not before the second
    lines = refunding.queue_of(cooperative)
    assert [(line.place, line.refund, line.missing) for line in lines] == [(1, waits, 50), (2, small, 100)]
    assert refused(refunding.pay_refund, waits, by=None) == HELD
    shares.subscribe_more(third, 1, by=None)
    waits.refresh_from_db(), small.refresh_from_db()
    assert (waits.possible_on, small.possible_on) == (TODAY(), None)
    told = Message.objects.get(kind="cooperative-refund_possible").text
    assert f"Depuis le {plain_date(TODAY())}, 4 parts peuvent vous être remboursées" in told
    refunding.pay_refund(waits, by=None)
    assert refused(refunding.pay_refund, waits, by=None) == "Ce remboursement est déjà payé : rien n’a changé."
    assert (capital_at(cooperative).amount, capital_at(cooperative).floor) == (250, 250)


@given(greatest=st.integers(1, 10**6), kept=st.integers(0, 10**6), leaving=st.integers(1, 10**6), before=st.booleans())
@pytest.mark.once
def test_what_is_missing_is_exactly_what_lets_a_refund_pass(greatest, kept, leaving, before):
    capital = Decimal(min(kept, greatest))
    greatest, leaving = Decimal(greatest), min(Decimal(leaving), Decimal(min(kept, greatest)))
    missing = refunding.missing_for(capital, greatest, leaving)
    after = capital + missing
    assert after - leaving >= max(greatest, after) / 4 - Decimal("0.01")
    if missing:
        less = after - Decimal("0.02")
        assert less - leaving < max(greatest, less) / 4


@pytest.mark.django_db
def test_authorities_are_not_pushed_above_their_part_by_a_refund(cooperative):
    citizen = make_shareholder(cooperative=cooperative, shares=10)
    make_shareholder(cooperative=cooperative, shares=10, is_authority=True)
    leaving.ask_withdrawal(citizen, shares=2, by=None)
    line = refunding.queue_of(cooperative)[0]
    assert line.why.replace("\u00a0", " ") == (
        "Les collectivités auraient alors 500 € sur 900 €, plus qu’elles n’ont le droit : ce remboursement sera "
        "possible dès que d’autres auront souscrit 100 € de plus."
    )
    make_shareholder(cooperative=cooperative, shares=2, days=0)
    assert refunding.queue_of(cooperative)[0].refund.possible_on == TODAY()


@pytest.mark.django_db
def test_leaving_keeps_name_and_number_and_says_the_place(cooperative):
    make_shareholder(cooperative=cooperative, shares=1)
    member = make_shareholder(cooperative=cooperative, shares=3)
    refund = leaving.ask_withdrawal(member, by=None, why="Je déménage.")
    assert (member.status, member.number, member.left_on) == ("left", 2, TODAY())
    assert (refund.shares, refund.amount, refund.possible_on) == (3, 150, TODAY())
    assert not Member.objects.registered().filter(pk=member.pk).exists()
    assert refused(leaving.ask_withdrawal, member, by=None).endswith("n’est plus au registre : rien n’a changé.")
    assert Message.objects.get().subject == "Cluster d’essai\u00a0: vous n’êtes plus sociétaire"


@pytest.mark.django_db
def test_asking_all_shares_back_is_leaving(cooperative):
    member = make_shareholder(cooperative=cooperative, shares=2)
    assert refused(leaving.ask_withdrawal, member, shares=2, by=None) == (
        "2 parts sont disponibles et il en faut au moins une pour rester : les rendre toutes, c’est partir."
    )


@pytest.mark.django_db
def test_shares_pass_on_and_who_gives_all_leaves(cooperative):
    giver, receiver = make_shareholder(cooperative=cooperative, shares=3), make_shareholder(cooperative=cooperative)
    assert shares.transfer(giver, to=receiver, shares=1, by=None) is False
    assert shares.transfer(giver, to=receiver, shares=2, by=None) is True
    giver.refresh_from_db()
    assert (giver.status, holding_of(giver).shares, holding_of(receiver).shares) == ("left", 0, 4)
    assert capital_at(cooperative, TODAY()).amount == 200


@pytest.mark.django_db
def test_bad_transfers_are_refused_with_the_figures(cooperative):
    giver, town = (
        make_shareholder(cooperative=cooperative, shares=3),
        make_shareholder(cooperative=cooperative, shares=3, is_authority=True),
    )
    assert refused(shares.transfer, giver, to=giver, shares=1, by=None).startswith("Des parts se cèdent")
    assert refused(shares.transfer, giver, to=town, shares=4, by=None) == "Seules 3 parts sont disponibles."
    assert refused(shares.transfer, giver, to=town, shares=1, by=None) == (
        "La part des collectivités passerait à 66,7 %, le maximum est 50 % : 200 € sur 300 €."
    )
    leaving.ask_withdrawal(giver, shares=1, by=None)
    assert refused(shares.transfer, giver, to=town, shares=3, by=None) == "Seules 2 parts sont disponibles."
    long_ago = TODAY() - timedelta(days=500)
    assert "ne figure pas au registre ce jour-là" in refused(shares.subscribe_more, giver, 1, by=None, on=long_ago)


@pytest.mark.django_db
def test_striking_off_after_a_death_writes_to_nobody(cooperative):
    member = make_shareholder(cooperative=cooperative)
    leaving.strike_off(member, "death", by=None)
    assert (member.status, Message.objects.count()) == ("left", 0)
    assert member.steps.first().said == "décès"


@pytest.mark.django_db
def test_exclusion_needs_reasons_a_hearing_and_the_assembly(cooperative):
    """D44: each thing that lacks is said; then the assembly's resolution takes the member out."""
    member = make_shareholder(cooperative=cooperative)
    assert "aucune procédure n’est en cours" in refused(leaving.exclude, member, decided_by=decision(), by=None)
    sent = TODAY() - timedelta(days=14)
    procedure = leaving.start_exclusion(member, reasons="Concurrence déloyale.", sent_on=sent, by=None)
    assert refused(leaving.exclude, member, decided_by=decision(majority="ordinary"), by=None) == (
        "Seule une résolution adoptée à la majorité qui change les statuts exclut une ou un sociétaire. "
        "Les motifs ont été envoyés 14 jours avant l’assemblée : il en faut au moins 15. "
        "La personne n’a pas été entendue : notez ce qui a été dit, ou qu’elle n’est pas venue."
    )
    Exclusion.objects.filter(pk=procedure.pk).update(reasons_sent_on=TODAY() - timedelta(days=15))
    leaving.record_hearing(procedure, hearing="Invitée par lettre, elle n’est pas venue.", by=None)
    leaving.exclude(member, decided_by=decision(), by=None)
    procedure.refresh_from_db()
    assert (member.status, procedure.status, procedure.decided_by) == ("left", "done", "Résolution 4 de l’AGE")
    assert member.refunds.get().shares == 1


@pytest.mark.django_db
def test_one_exclusion_at_a_time_and_it_can_be_given_up(cooperative):
    member = make_shareholder(cooperative=cooperative)
    procedure = leaving.start_exclusion(member, reasons="Motif.", by=None)
    told = "Une procédure d’exclusion est déjà en cours pour cette personne."
    assert refused(leaving.start_exclusion, member, reasons="Encore.", by=None) == told
    assert leaving.drop_exclusion(procedure, by=None) is True
    assert leaving.drop_exclusion(procedure, by=None) is False
