"""When a project stops, rooms above take back what they were doing with it; this floor knows none of them."""

_listeners = []


def offer(listener):
    """Call `listener(project, why=…, by=…)` inside the transaction in which a project stops, for a while or not."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(project, *, why, by):
    for listener in _listeners:
        listener(project, why=why, by=by)
