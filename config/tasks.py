from celery import shared_task
from django.utils import timezone

from config import forgetting


@shared_task
def expire_personal_data():
    forgetting.expire(now=timezone.now())
