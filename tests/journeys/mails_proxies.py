"""The mails about proxies: lines of the gallery."""

from members.assemblies import proxying, sheet
from tests.cast_of_cooperatives import make_cooperative, make_sitting
from tests.factories import make_person


def _given(cast):
    """(proxy, its giver's voter): one member gives another their proxy; both read the language of the cast."""
    assembly = make_sitting(cooperative=make_cooperative(territory=cast.territory), members=3)
    giver, holder, _third = members = list(assembly.cooperative.members.order_by("number"))
    for member in members:
        member.person = make_person(email=member.email, language=cast.language)
        member.save()
    return proxying.give_proxy(assembly, giver=giver, holder=holder), assembly.voters.get(member=giver)


def received(cast):
    """Someone receives a proxy."""
    _given(cast)


def taken_back(cast):
    """The giver takes it back."""
    proxying.take_back(_given(cast)[0])


def declined(cast):
    """Who received it gives it back."""
    proxying.decline(_given(cast)[0])


def void(cast):
    """The giver comes."""
    sheet.arrive(_given(cast)[1], mode="present")


MAILS = {
    "assemblies/proxy_received": received,
    "assemblies/proxy_taken_back": taken_back,
    "assemblies/proxy_declined": declined,
    "assemblies/proxy_void": void,
}
