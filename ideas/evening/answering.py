"""What a phone that sends by itself is answered: few words of JSON, where a browser without scripts gets a page."""

from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _

from foundation.codes import spaced

FOREIGN = _("This sending did not come from the table's page. Open the page of the table again, then touch Try again.")
CROWDED = _("Many ideas are arriving at once. Yours leaves again by itself in a minute.")
UNKNOWN = _("No table has this code any more. Copy your words, then write them at another table.")


def is_by_itself(request):
    """Whether a script sends, and reads the answer."""
    return not request.accepts("text/html")


def received(idea, *, url, until):
    """The acknowledgement: the idea is stored. The phone keeps its receipt until `until`, then forgets it."""
    told = {"receipt": spaced(idea.receipt), "url": url, "title": idea.title, "until": until}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def refused(said, *, status, errors=None):
    """A refusal, which the phone keeps beside the idea: one sentence, or `errors` by field ({name: sentences})."""
    return JsonResponse({"said": str(said), "errors": errors or {}}, status=status)


def not_valid(form):
    return refused("", status=422, errors={name: list(sentences) for name, sentences in form.errors.items()})
