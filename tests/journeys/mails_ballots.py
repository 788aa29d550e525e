"""The mail of the personal code to vote: a line of the gallery."""

from members.assemblies import codes
from tests.journeys import mails_calling


def voting_code(cast):
    codes.mail_codes(mails_calling.called(cast), by=None)


MAILS = {"assemblies/voting_code": voting_code}
