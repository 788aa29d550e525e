"""What stood alone under an address becomes someone's once the address is proved (D65)."""

import events.linking
import ideas.groups.linking
import ideas.linking
import members.cooperative.linking
from members.adapter import AccountAdapter

# Lower floors do not know one another: each links its own rows, this list calls them all.
LINKERS = [events.linking.link, ideas.linking.link, ideas.groups.linking.link, members.cooperative.linking.link]


def link(person):
    """Give `person` the registrations, ideas and memberships left with their address; return how many were linked."""
    return sum(linker(person) for linker in LINKERS)


class LinkingAdapter(AccountAdapter):
    def post_login(self, request, user, **details):
        """Every sign-in has just proved the address, by a code."""
        link(user)
        return super().post_login(request, user, **details)
