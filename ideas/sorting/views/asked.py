"""The filters of the page from which something was posted."""

from django.http import QueryDict


def asked(request):
    """The QueryDict of the field « filtre » of a posted page; empty without one."""
    return QueryDict(request.POST.get("filtre", "")[:2000])
