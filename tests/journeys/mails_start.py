"""Mails about the platform itself: a trial to oneself, a message from the contact page."""

import config.emails
import members.emails


def contact_message(cast):
    """Someone writes to the team."""
    config.emails.contact_message(
        cast.territory,
        name="Firmin Zuliani",
        email="firmin@example.org",
        message="Bonjour,\n\nY a-t-il une place pour mon fauteuil, près de la scène ?",
        language=cast.language,
    )


def trial_message(cast):
    """An organiser looks whether mails arrive."""
    cast.organiser.language = cast.language
    members.emails.trial_message(cast.territory, to=cast.organiser)


MAILS = {"config/contact_message": contact_message, "members/trial_message": trial_message}
