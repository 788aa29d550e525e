"""Every mail that an evening sends can be written in the words of its team; the others say why they cannot."""

import pytest

from events import wording
from tests.journeys.mails import MAILS

pytestmark = pytest.mark.once

NEVER_EDITED = {
    "coaching/weekly": "each piece of advice is written on the page of advice",
    "config/contact_message": "words of a visitor, handed on as they are",
    "config/erasure_notice": "the law, for every evening at once",
    "events/campaign": "written anew by the team each time",
    "events/hosting_accepted": "a request precedes any evening",
    "events/hosting_arrived": "a request precedes any evening",
    "events/hosting_declined": "a request precedes any evening",
    "events/hosting_engaged": "a request precedes any evening",
    "events/hosting_prove": "a request precedes any evening",
    "events/hosting_questioned": "a request precedes any evening",
    "events/hosting_received": "a request precedes any evening",
    "events/hosting_replied": "a request precedes any evening",
    "events/photo_removal_asked": "to the team itself",
    "events/tasks_due": "to the team itself, about several evenings",
    "events/ticket_links": "tickets of several evenings",
    "groups/alive": "what a group is asked, whichever the evening",
    "groups/arrived": "an act of the group, told to its members",
    "groups/asked_to_join": "an act of the group, told to its members",
    "groups/asleep": "what a group is told, whichever the evening",
    "groups/awake": "an act of the group, told to its members",
    "groups/closed": "an act of the group, told to its members",
    "groups/confirm": "proves an address",
    "groups/invited": "words of a member, handed on as they are",
    "groups/known_already": "proves an address",
    "groups/lead_offered": "an act of the group, told to its members",
    "groups/lead_taken": "an act of the group, told to its members",
    "groups/left": "an act of the group, told to its members",
    "groups/group_tasks_due": "what a member said they would do, over all their groups",
    "groups/meeting_cancelled": "an act of the group, told to its members",
    "groups/meeting_poll": "an act of the group, told to its members",
    "groups/meeting_poll_reminder": "an act of the group, told to its members",
    "groups/meeting_reminder": "the agenda of the group itself",
    "groups/meeting_report": "the words of the group itself",
    "groups/meeting_set": "an act of the group, told to its members",
    "groups/message": "words of a member, handed on as they are",
    "groups/not_accepted": "the answer of the group, not of the evening’s team",
    "groups/removed": "an act of the group, told to its members",
    "ideas/follow_confirm": "proves an address",
    "ideas/idea_joined": "an act on ideas, perhaps of several evenings",
    "ideas/idea_merged": "an act on ideas, perhaps of several evenings",
    "ideas/idea_unmerged": "an act on ideas, perhaps of several evenings",
    "ideas/merge_answered": "between two teams",
    "ideas/merge_requested": "between two teams",
    "ideas/reports": "to the team itself, about several evenings",
    "members/login_code": "sign-in",
    "members/recovery_codes_generated": "sign-in",
    "members/totp_activated": "sign-in",
    "members/totp_deactivated": "sign-in",
    "members/trial_message": "tries the mail server",
    "outbox/digest": "what several mails say, put together",
    "projects/bearer_answered": "an act of a project, told to its group, which outlives its evening",
    "projects/bearer_asked": "an act of a project, told to its group, which outlives its evening",
    "projects/bearer_ended": "an act of a project, told to its group, which outlives its evening",
    "projects/resumed": "an act of a project, told to its group, which outlives its evening",
    "projects/seeking_confirm": "proves an address",
    "projects/seeking_no_answer": "what a project answers, which outlives its evening",
    "projects/seeking_not_this_time": "what a project answers, which outlives its evening",
    "projects/seeking_put_in_touch": "ways to be reached, handed on as both agreed",
    "projects/seeking_still": "what a project is asked, which outlives its evening",
    "projects/seeking_was_put_in_touch": "ways to be reached, handed on as both agreed",
    "projects/seeking_wrote": "words of a candidate, handed on as they are",
    "projects/stage_reached": "an act of a project, told to its group, which outlives its evening",
    "projects/started": "an act of a project, told to its group, which outlives its evening",
    "projects/stopped": "an act of a project, told to its group, which outlives its evening",
}


def test_every_mail_of_an_evening_can_be_written_by_its_team():
    editable = {mail.name for mail in wording.mails()}
    assert editable | set(NEVER_EDITED) == set(MAILS)
    assert editable & set(NEVER_EDITED) == set()
