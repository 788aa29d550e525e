"""Who may open a page, by role (D60). Stranger → 404; known but not allowed → 403."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from members.models import Role


def role_required(*kinds):
    """Open a view to whoever holds one of `kinds` today, in any territory; rows are then fetched by `managed_by`."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_role(*kinds):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


organiser_required = role_required(*Role.ORGANISING)
