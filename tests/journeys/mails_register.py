"""Mails of the register of members: an application, its answer, a refund: lines of the gallery."""

from members.cooperative import applying, emails_register, leaving, refunding, shares
from members.cooperative.models import AddressChange, JoiningWords
from tests.cast_of_cooperatives import make_cooperative, make_cooperator, make_keeper, make_newcomer, make_shareholder
from tests.factories import make_person

HOW = "Par virement : FR76 1027 8000 0000 0000 0000 123.\nPar chèque : à l’ordre de Clus’Ter, 4 rue du Puits-Salé."


def a_newcomer(cast, *, shares=3, **fields):
    cooperative = make_cooperative(territory=cast.territory, name="Clus’Ter")
    JoiningWords.objects.create(cooperative=cooperative, how_to_pay=HOW)
    member = make_newcomer(cooperative=cooperative, shares=shares, **fields)
    return in_language(member, cast)


def in_language(member, cast):
    type(member.application).objects.filter(member=member).update(language=cast.language)
    member.application.refresh_from_db()
    return member


def received(cast):
    emails_register.received(a_newcomer(cast))


def known(cast):
    emails_register.known(a_newcomer(cast))


def accepted(cast):
    applying.accept(a_newcomer(cast), by=None)


def refused(cast):
    applying.refuse(a_newcomer(cast), why="Votre activité se tient hors du territoire de la coopérative.", by=None)


def registered(cast):
    applying.register(a_newcomer(cast, paid=True), by=None)


def a_member_who_waits(cast):
    """Whoever leaves while the capital cannot go lower."""
    cooperative = make_cooperative(territory=cast.territory, name="Clus’Ter", weights={})
    rich, poor = (make_shareholder(cooperative=cooperative, shares=n) for n in (15, 5))
    refunding.pay_refund(leaving.ask_withdrawal(rich, by=None, tell=False), by=None, tell=False)
    leaving.ask_withdrawal(in_language(poor, cast), by=None)
    return cooperative


def left(cast):
    a_member_who_waits(cast)


def refund_possible(cast):
    cooperative = a_member_who_waits(cast)
    shares.subscribe_more(make_shareholder(cooperative=cooperative, shares=4, days=0), 1, by=None)


def refunded(cast):
    cooperative = make_cooperative(territory=cast.territory, name="Clus’Ter")
    _other, member = (make_shareholder(cooperative=cooperative, shares=2) for _one in range(2))
    refund = leaving.ask_withdrawal(in_language(member, cast), by=None, tell=False)
    refunding.pay_refund(refund, reference="VIR 2026-118", by=None)


def address(cast):
    """Another address is noted on the card of a member; returns the change."""
    cooperative = make_cooperative(territory=cast.territory, name="Clus’Ter")
    keepers = [make_keeper(cooperative=cooperative, language=cast.language) for _one in range(2)]
    member = make_cooperator(cooperative=cooperative, person=make_person(language=cast.language), given_name="Denise")
    return AddressChange.ask(member, "denise@example.org", by=keepers[0])


MAILS = {
    f"cooperative/{name}": verb
    for name, verb in {
        "received": received,
        "known": known,
        "accepted": accepted,
        "refused": refused,
        "registered": registered,
        "leaving": left,
        "refund_possible": refund_possible,
        "refunded": refunded,
        "address_confirm": address,
        "address_former": address,
        "address_asked": address,
        "address_refused": lambda cast: address(cast).refuse(),
    }.items()
}
