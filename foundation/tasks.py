from celery import shared_task
from django.utils import timezone

from foundation import jobs
from foundation.models import SignOfLife


@shared_task
def run_job(pk):
    jobs.run(pk)


@shared_task
def resume_jobs():
    jobs.resume(now=timezone.now())


@shared_task
def give_sign_of_life():
    SignOfLife.give(now=timezone.now())
