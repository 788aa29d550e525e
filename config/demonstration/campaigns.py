"""Two campaigns: one that left this week to a workshop, one still a draft that invites who came before."""

from datetime import timedelta

from events.emails import campaigns as emails_campaigns
from events.models import Campaign, CampaignStep
from events.models import audience as audiences

DONE = {
    "subject": "{evening} : venir à plusieurs, se garer, arriver",
    "text": (
        "# À très vite\n\nBonjour {given_name},\n\nVotre table vous attend le {date} à {hour}, {place}.\n\n"
        "- Le parking de la gare est gratuit dès 17 heures.\n- Une voiture pleine, c’est quatre places de parking "
        "pour les autres : proposez un trajet depuis [votre billet]({ticket_link}).\n\n**Un empêchement ?** Dites-le "
        "d’un clic, quelqu’un sera ravi de votre place."
    ),
}
DRAFT = {
    "subject": "Revenez imaginer avec nous : {evening}, le {date}",
    "text": (
        "Bonjour {given_name},\n\nVous étiez là, et des idées nées à vos tables vivent encore.\n\nLa prochaine soirée "
        "a lieu le **{date}** à {hour}, {place}. Les inscriptions sont ouvertes : {evening_link}\n\n"
        "À bientôt,\nl’équipe"
    ),
}


def load(living, *, by, now):
    """Make both campaigns; `living` maps editions to evenings."""
    tonight, coming = living["ce-soir"], living["a-venir"]
    workshop = tonight.workshops.order_by("number").first()
    audience = {"events": [tonight.pk], "workshop": workshop.pk}
    left = now - timedelta(days=3)
    done = Campaign(event=tonight, by=by, audience=audience, planned_at=left, **DONE)
    done.write(by=by)
    selection = done.selection().people
    for ref, person in audiences.read(list(selection.values())).items():
        address = next(address for address, one in selection.items() if one == ref)
        emails_campaigns.campaign(done, person, address=address)
    done.messages().update(status="sent", sent_at=left, due_at=left, created_at=left)
    number = len(selection)
    Campaign.objects.filter(pk=done.pk).update(
        status=Campaign.Status.DONE, number=number, written=number, written_at=left
    )
    for kind, details in (("tested", ""), ("confirmed", str(number)), ("done", str(number))):
        done.steps.create(kind=CampaignStep.Kind(kind), by=None if kind == "done" else by, details=details)
    Campaign(event=coming, by=by, kind=Campaign.Kind.NEWS, audience={"events": [tonight.pk]}, **DRAFT).write(by=by)
