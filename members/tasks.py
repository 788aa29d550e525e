from celery import shared_task
from django.utils import timezone

from members.models import Person
from members.models.people import UNPROVED_KEPT


@shared_task
def forget_unproved():
    Person.objects.never_proved(timezone.now() - UNPROVED_KEPT).delete()
