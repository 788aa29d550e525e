"""Proxies: to another member, no chain, a limit that holds, void when the giver comes (D46)."""

import pytest
from django.core.exceptions import ValidationError

from members.assemblies import proxying, sheet
from members.assemblies.models import Proxy, freeze_rights
from members.assemblies.proxying import give_proxy
from outbox.models import Message
from tests.cast_of_cooperatives import (
    make_cooperative,
    make_cooperator,
    make_resolution,
    make_sitting,
    put_on_the_sheet,
)
from tests.events.test_capacity import in_threads

GIVERS = 10  # at once; each may hold one proxy under twenty members


@pytest.fixture
def sitting():
    """An assembly in session of six members: each may hold one proxy."""
    return make_sitting(members=6)


def members(assembly):
    return list(assembly.cooperative.members.order_by("number"))


def refused(assembly, **fields):
    with pytest.raises(ValidationError) as found:
        give_proxy(assembly, **fields)
    return found.value


@pytest.mark.django_db
def test_give_proxy_tells_who_received_it_and_giving_another_replaces_it(sitting):
    one, two, three, *_others = members(sitting)
    first = give_proxy(sitting, giver=one, holder=two)
    assert give_proxy(sitting, giver=one, holder=two) == first
    second = give_proxy(sitting, giver=one, holder=three)
    first.refresh_from_db()
    assert (first.ending, second.stands) == ("revoked", True)
    mails = Message.objects.exclude(status=Message.Status.WITHDRAWN).values_list("to", "kind").order_by("pk")
    assert list(mails) == [(two.email, "assembly-proxy-ended"), (three.email, "assembly-proxy")]


@pytest.mark.django_db
def test_give_proxy_to_oneself_or_along_a_chain_is_refused(sitting):
    one, two, three, *_others = members(sitting)
    assert refused(sitting, giver=one, holder=one).code == "oneself"
    give_proxy(sitting, giver=one, holder=two)
    assert refused(sitting, giver=two, holder=three).code == "chain"  # two holds one's: it is not passed on
    assert refused(sitting, giver=three, holder=one).code == "chain"  # one gave theirs
    proxying.decline(Proxy.objects.get())
    assert Message.objects.filter(to=one.email, kind="assembly-proxy-declined").exists()
    give_proxy(sitting, giver=two, holder=three)


@pytest.mark.django_db
def test_give_proxy_beyond_the_limit_is_refused_with_the_figures(sitting):
    one, two, three, *_others = members(sitting)
    give_proxy(sitting, giver=one, holder=two)
    error = refused(sitting, giver=three, holder=two)
    assert error.code == "full"
    assert error.messages == [
        f"{two} a déjà 1 pouvoir, et nos règles en permettent 1 pour 6 sociétaires\u00a0: choisissez quelqu’un d’autre."
    ]
    assert two not in proxying.with_place_left(sitting, three)


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "limit"), [(19, 1), (20, 1), (40, 2), (73, 3)])
def test_limit_is_a_twentieth_of_the_members_and_one_at_least(count, limit):
    assert proxying.most_held(make_sitting(members=count)) == limit


@pytest.mark.django_db
def test_blank_proxies_have_no_limit_and_are_told_apart(sitting):
    one, two, three, *_others = members(sitting)
    for giver in (one, two, three):
        give_proxy(sitting, giver=giver, on_paper=True)
    assert (Proxy.objects.blank().count(), Proxy.objects.named().count()) == (3, 0)


@pytest.mark.django_db
def test_spouse_only_when_the_rules_say_so(sitting):
    one, *_others = members(sitting)
    assert "sociétaire seulement" in refused(sitting, giver=one, spouse="Ana").messages[0]
    other = make_sitting(cooperative=make_cooperative(spouse_proxies=True), members=2)
    proxy = give_proxy(other, giver=members(other)[0], spouse="  Ana   Gex ")
    assert (proxy.spouse, proxy.is_blank, proxy.holder_name) == ("Ana Gex", False, "Ana Gex")
    right = freeze_rights(make_resolution(assembly=other)).get()
    assert (right.mode, right.holder, right.blank) == ("represented", None, False)


@pytest.mark.django_db
def test_giver_who_comes_ends_the_proxy_and_who_held_it_is_told(sitting):
    voters = put_on_the_sheet(sitting, present=1)
    giver, holder = voters[2], voters[0]
    give_proxy(sitting, giver=giver.member, holder=holder.member)
    sheet.arrive(giver, mode="present")
    assert Proxy.objects.get().ending == "attended"
    told = Message.objects.get(kind="assembly-proxy-ended")
    assert (told.to, told.status) == (holder.member.email, Message.Status.QUEUED)
    assert refused(sitting, giver=giver.member, holder=holder.member).code == "there"


@pytest.mark.django_db
def test_take_back_leaves_the_ballot_that_is_open_as_it_was(sitting):
    voters = put_on_the_sheet(sitting, present=1)
    proxy = give_proxy(sitting, giver=voters[2].member, holder=voters[0].member)
    open_now = freeze_rights(make_resolution(assembly=sitting))
    proxying.take_back(proxy)
    with pytest.raises(ValidationError, match="n’existe plus"):
        proxying.take_back(proxy)
    later = freeze_rights(make_resolution(assembly=sitting))
    assert (open_now.count(), later.count()) == (2, 1)


@pytest.mark.django_db
def test_member_admitted_after_the_record_date_gives_no_proxy(sitting):
    new = make_cooperator(cooperative=sitting.cooperative, days=-1)
    assert refused(sitting, giver=new, holder=members(sitting)[0]).code == "not_voter"
    assert "ne vote pas" in refused(sitting, giver=members(sitting)[0], holder=new).messages[0]


@pytest.mark.django_db(transaction=True)
def test_limit_holds_when_all_give_at_once():
    assembly = make_sitting(members=GIVERS + 2)
    everyone = members(assembly)
    holder = everyone[0]

    def give(number):
        try:
            give_proxy(assembly, giver=everyone[number + 2], holder=holder)
        except ValidationError as error:
            return error.code
        return "given"

    assert sorted(in_threads(GIVERS, give)) == ["full"] * (GIVERS - 1) + ["given"]
    assert proxying.held_by(assembly, holder).count() == 1
