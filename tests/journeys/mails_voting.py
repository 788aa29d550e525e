"""The mail of the vote: a line of the gallery."""

from projects.committee.voting import ask_code
from tests.factories import make_committee
from tests.projects.committee.ballots import an_open_session


def asked(cast):
    """An expert who reads in the language of the cast presses « Voter »."""
    (expert,), (item,) = an_open_session(experts=1, committee=make_committee(territory=cast.territory))
    expert.person.language = cast.language
    expert.person.save()
    return ask_code(item, expert, choice="conditional_go")


MAILS = {"committee/vote_code": asked}
