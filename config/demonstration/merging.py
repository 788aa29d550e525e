"""Two invented ideas that say the same thing, put together by the team, and people who follow them (D17, D19)."""

from datetime import timedelta

from ideas.models import Follower, Idea, merge

HEAD, PART = "Dix voitures partagées pour dix villages", "La voiture de la paroisse et du club de foot"
WHY = "Les deux partagent une voiture par village : l’une a les bornes, l’autre a déjà la voiture."
FOLLOWERS = 3


def load(event, *, by, now):
    """Let `event` hold one whole of two ideas, which `FOLLOWERS` invented people follow."""
    head, part = (Idea.objects.get(event=event, title=title) for title in (HEAD, PART))
    Follower.objects.bulk_create(
        Follower(idea=head, email=f"suit{number}@example.org", asked_at=now - timedelta(days=number), confirmed_at=now)
        for number in range(1, FOLLOWERS + 1)
    )
    merge(head, [part], by=by, why=WHY)
