from celery import shared_task
from django.conf import settings
from django.utils import timezone

from config import forgetting
from config.archives import writing


@shared_task
def expire_personal_data():
    forgetting.expire(now=timezone.now())


@shared_task
def back_up():
    if settings.BACKUP_DIR:
        writing.write_nightly(settings.BACKUP_DIR, day=timezone.localdate())
