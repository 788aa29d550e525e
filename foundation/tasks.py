from celery import shared_task
from django.apps import apps
from django.utils import timezone

from foundation import jobs, kept_files
from foundation.kept_files import KeptFile
from foundation.kept_pictures import KeptPicture
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


@shared_task
def sweep_files():
    """What a crash left stored without its row, of every model that keeps files or pictures."""
    for model in apps.get_models():
        if issubclass(model, KeptFile | KeptPicture):
            kept_files.sweep(model, now=timezone.now())
