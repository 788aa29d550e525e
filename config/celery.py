"""The Celery application and the list of what runs by itself, each line with its why."""

import os
import warnings

from celery import Celery
from celery.exceptions import WorkerShutdown
from celery.platforms import SecurityWarning
from celery.schedules import crontab
from celery.signals import worker_shutting_down

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# Celery warns root because pickled messages could run code; ours are JSON only.
warnings.filterwarnings("ignore", category=SecurityWarning)

app = Celery("config")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # A nudge can be lost with its broker or worker: the table of messages is the truth.
    "send what is due": {"task": "outbox.tasks.deliver_due", "schedule": 20.0},
    # Whoever typed an address at the sign-in and never the code leaves nothing behind (D65).
    "forget unproved people": {"task": "members.tasks.forget_unproved", "schedule": crontab(hour=4, minute=41)},
    # Introductions between members lapse and are forgotten, their meetings are reminded of (D56).
    "keep members in touch": {"task": "members.cooperative.tasks.keep_touch", "schedule": crontab(minute="8-59/10")},
    # One grouped mail a day to each address (D62); the task knows the hour of Paris, right at both clock changes.
    "queue grouped mails": {"task": "outbox.tasks.queue_grouped", "schedule": crontab(minute="4-59/10")},
    # Campaigns planned for a moment that has come; a campaign confirmed « now » does not wait for it (D62).
    "begin campaigns": {"task": "events.tasks.begin_campaigns", "schedule": 60.0},
    # Sign-in codes are of no use after a quarter of an hour; nor are delivered texts after a year (D58).
    "forget old texts": {"task": "outbox.tasks.forget_old_texts", "schedule": crontab(minute=17)},
    # Reminders D-7, D-1 and of the day (D9): due dates are recomputed from the event each time.
    "queue event reminders": {"task": "events.tasks.queue_reminders", "schedule": crontab(minute="*/10")},
    # Parents who have not answered, D-7 and D-3; referents of incomplete groups, D-14 and D-7 (D59).
    "queue care reminders": {"task": "events.tasks.queue_care_reminders", "schedule": crontab(minute="*/10")},
    # Facilitators have theirs, D-14, D-2 and the day before their briefing (D9).
    "queue facilitator reminders": {
        "task": "events.tasks.queue_facilitator_reminders",
        "schedule": crontab(minute="3-59/10"),
    },
    # Tasks of timetables: in three days, today, late (D67); one mail per owner and day.
    "queue task reminders": {"task": "events.tasks.queue_task_reminders", "schedule": crontab(minute="5-59/10")},
    # Whoever has no address is reminded on paper, a week before (D63).
    "write letters": {"task": "events.tasks.write_letters", "schedule": crontab(minute=29)},
    # A partner that did not answer a call for facilitators in a week is asked once more.
    "call partners again": {"task": "events.tasks.call_partners_again", "schedule": crontab(minute="7-59/10")},
    # Offers past their time go to the following person (D4); what no click offered is offered.
    "serve waiting lists": {"task": "events.tasks.serve_waiting_lists", "schedule": crontab(minute="*/5")},
    # Names read in a list of tickets are of no use once the import can no longer be undone (D58).
    "forget imports": {"task": "events.tasks.forget_imports", "schedule": crontab(hour=4, minute=23)},
    # Files made to be printed hold names: a day to print them, no longer (D58).
    "forget printed files": {"task": "events.tasks.forget_printed", "schedule": crontab(minute=43)},
    # Three years after someone's last own act (D58); in daytime, since the notices are read by people.
    "expire personal data": {"task": "config.tasks.expire_personal_data", "schedule": crontab(hour=10, minute=23)},
    # Where BACKUP_DIR says; several tries, since a laptop sleeps and a disk may be away; once made, nothing is done.
    "back up": {"task": "config.tasks.back_up", "schedule": crontab(minute=7, hour="3,8,12,18")},
    # Ideas that were reported: one mail a day at most to who organises (D15).
    "queue reports of ideas": {"task": "ideas.tasks.queue_reports", "schedule": crontab(minute="2-59/15")},
    # Photos, documents and other files that a crash left without their row.
    "sweep files": {"task": "foundation.tasks.sweep_files", "schedule": crontab(hour=4, minute=11)},
    # Photos of paper sheets and the names of who typed them, three months after (D58).
    "forget paper sheets": {"task": "ideas.evening.tasks.forget_paper", "schedule": crontab(hour=4, minute=16)},
    # Listings of projects that seek a bearer: asked a week before their last day, then ended (D22); by day only.
    "queue seeking": {"task": "projects.tasks.queue_seeking", "schedule": crontab(minute=27)},
    # The desk says the day before an evening whether mails and files would be made: a row, written each minute.
    "give sign of life": {"task": "foundation.tasks.give_sign_of_life", "schedule": 60.0},
    # A worker that died leaves its job leased: the lease ends and the next sweep goes on.
    "resume jobs": {"task": "foundation.tasks.resume_jobs", "schedule": 60.0},
    # A vote that nobody closed is closed two hours after its evening: the morning's mails say its totals (D16).
    "close forgotten votes": {"task": "ideas.tasks.close_forgotten_votes", "schedule": crontab(minute="8-59/10")},
    # What each table produced, the morning after (D10).
    "queue morning-after mails": {
        "task": "ideas.evening.tasks.queue_morning_after",
        "schedule": crontab(minute="*/10"),
    },
    # The sheets of one's table a week later, the questions to authors a month and three months later (D10).
    "queue week-after mails": {"task": "ideas.evening.tasks.queue_week_after", "schedule": crontab(minute="1-59/10")},
    "queue questions to authors": {"task": "ideas.tasks.queue_questions", "schedule": crontab(minute="6-59/10")},
    # Requests between territories that nobody answered (D17); followers who did not confirm their address (D65).
    "lapse merge requests and followers": {"task": "ideas.tasks.lapse", "schedule": crontab(minute=37)},
    # One new piece of advice a week to each person (D62), on the day and from the hour that each territory chose.
    "queue weekly advice": {"task": "projects.coaching.tasks.queue_weekly_advice", "schedule": crontab(minute="*/10")},
    # Groups in which nothing happens for sixty days are asked first, then sleep (D19).
    "queue silence of groups": {"task": "ideas.groups.tasks.queue_silence", "schedule": crontab(minute="9-59/10")},
    # Who asked to join a group, or was invited: no address stays for nothing (D65).
    "lapse entries of groups": {"task": "ideas.groups.tasks.lapse_entries", "schedule": crontab(minute=27)},
    # Meetings of groups, some days before at 10:00; dates that were not answered, once (D9).
    "queue meeting reminders": {
        "task": "ideas.groups.tasks.queue_meeting_reminders",
        "schedule": crontab(minute="1-59/10"),
    },
    # Tasks of groups, on their day and a week late, in one mail a person (D62).
    "queue group task reminders": {
        "task": "ideas.groups.tasks.queue_task_reminders",
        "schedule": crontab(minute="7-59/10"),
    },
    # Files of groups deleted for a week.
    "discard files of groups": {"task": "ideas.groups.tasks.discard_files", "schedule": crontab(hour=4, minute=19)},
    # Votes of the committee open and close by the server's clock (D28): a minute late is the most that anyone waits.
    "move sessions of committees": {"task": "projects.committee.tasks.move_sessions", "schedule": 60.0},
    # Experts are invited a week before, reminded when they have not acted, then called (D33); in daytime.
    "queue invitations to committees": {
        "task": "projects.committee.tasks.queue_invitations",
        "schedule": crontab(minute="2-59/10"),
    },
    "queue reminders to experts": {
        "task": "projects.committee.tasks.queue_reminders",
        "schedule": crontab(minute="8-59/10"),
    },
    # Slots of files and questions of experts, to who presents them (D24).
    "queue mails to presenters": {"task": "projects.committee.tasks.queue_bearers", "schedule": crontab(minute="*/10")},
    # Conditions that come near or are late, short votes that end (D30).
    "queue conditions": {"task": "projects.committee.tasks.queue_conditions", "schedule": crontab(minute="6-59/10")},
    # One mail a day at most to who keeps a committee, in the morning, when something changed or presses (D33).
    "queue digests of committees": {
        "task": "projects.committee.tasks.queue_digests",
        "schedule": crontab(minute="4-59/10"),
    },
    # What became of the projects judged (D31); interests to confirm and terms that end, once a year (D25).
    "tell experts what became": {"task": "projects.committee.tasks.queue_became", "schedule": crontab(minute=47)},
    "queue mails of the year to experts": {
        "task": "projects.committee.tasks.queue_yearly",
        "schedule": crontab(minute=51),
    },
    # What the mail server said of each notice, letters in the place of those that came back (D45).
    "note notices of assemblies": {"task": "members.assemblies.tasks.note_notices", "schedule": crontab(minute="*/5")},
    # Members who have not said how they take part, a week and two days before, at 10:00 (D45).
    "queue reminders of assemblies": {
        "task": "members.assemblies.tasks.queue_assembly_reminders",
        "schedule": crontab(minute="3-59/10"),
    },
    # Personal codes to vote, three days before, in the daytime (D50).
    "queue voting codes": {"task": "members.assemblies.tasks.queue_voting_codes", "schedule": crontab(minute=33)},
    # The days that the law sets to a cooperative: its audit, the meeting of the accounts (D52); in daytime, once each.
    "queue deadlines of cooperatives": {
        "task": "members.cooperative.tasks.queue_deadlines",
        "schedule": crontab(minute=33),
    },
}


@worker_shutting_down.connect
def stop_at_once(*, how, exitcode, **_kwargs):
    """Celery finishes two looks at its broker before it stops, 4 s: what runs ends, nothing else is waited for."""
    if how == "Warm":
        raise WorkerShutdown(exitcode)
