"""What every page knows."""

from django.conf import settings
from django.urls import reverse_lazy

MY_DATA = reverse_lazy("my_data")  # a page of this floor that the profile, below, points at


def house(request):
    return {"DEMO": settings.DEMO, "PUBLIC_URL": settings.PUBLIC_URL, "my_data_url": MY_DATA}
