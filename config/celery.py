"""The Celery application and the list of what runs by itself, each line with its why."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("config")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # A nudge can be lost with its broker or worker: the table of messages is the truth.
    "send what is due": {"task": "outbox.tasks.deliver_due", "schedule": 20.0},
    # Sign-in codes are of no use after a quarter of an hour; nor are delivered texts after a year (D58).
    "forget old texts": {"task": "outbox.tasks.forget_old_texts", "schedule": crontab(minute=17)},
    # Reminders D-7, D-1 and of the day (D9): due dates are recomputed from the event each time.
    "queue event reminders": {"task": "events.tasks.queue_reminders", "schedule": crontab(minute="*/10")},
    # A worker that died leaves its job leased: the lease ends and the next sweep goes on.
    "resume jobs": {"task": "foundation.tasks.resume_jobs", "schedule": 60.0},
    # What each table produced, the morning after (D10).
    "queue morning-after mails": {"task": "ideas.evening.tasks.queue_morning_after", "schedule": crontab(minute="*/10")},
}
