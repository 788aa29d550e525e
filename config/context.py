"""What every page knows."""

from django.conf import settings


def house(request):
    return {"DEMO": settings.DEMO, "PUBLIC_URL": settings.PUBLIC_URL}
