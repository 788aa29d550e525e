"""The words in which ideas are looked for."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from events.models import Event
from foundation.folding import words
from ideas.models.record import IdeaStep, Report


class IdeaQuerySet(models.QuerySet):
    def submitted(self):
        """Waiting to be read by the team, oldest first in the queue."""
        return self.filter(status=self.model.Status.SUBMITTED)

    def accepted(self):
        return self.filter(status=self.model.Status.ACCEPTED)

    def refused(self):
        return self.filter(status=self.model.Status.REFUSED)

    def withdrawn(self):
        return self.filter(status=self.model.Status.WITHDRAWN)

    def not_withdrawn(self):
        return self.exclude(status=self.model.Status.WITHDRAWN)

    def restorable(self, now):
        """Withdrawn so recently that the author may still put the idea back."""
        from ideas.models.idea import REGRETS

        recent = IdeaStep.objects.filter(idea=OuterRef("pk"), kind=IdeaStep.Kind.WITHDRAWN, at__gte=now - REGRETS)
        return self.withdrawn().filter(Exists(recent))

    def standing(self):
        """What counts as an idea: neither refused nor withdrawn."""
        return self.filter(status__in=self.model.STANDING)

    def readable(self):
        """Whose words everyone may read, under each event's own rule (D15): on a page of its own, or of its whole."""
        shown_at_once = Q(status=self.model.Status.SUBMITTED, event__list_moderation=Event.Moderation.AFTER)
        return self.filter(Q(status=self.model.Status.ACCEPTED) | shown_at_once)

    def wholes(self):
        """What stands alone, or is the head of what was put together (D17)."""
        return self.filter(merged_into=None)

    def parts(self):
        return self.exclude(merged_into=None)

    def listed(self):
        """What the public list shows: the wholes that everyone may read."""
        return self.readable().wholes()

    def on_pages(self):
        """What has a place on a page that everyone may open: its own, or that of its whole."""
        heads = self.model.objects.listed().values("pk")
        return self.readable().filter(Q(merged_into=None) | Q(whole__in=heads))

    def on_wall(self):
        """What the wall shows, under the event's own rule; one tap takes an idea away (D15)."""
        shown_at_once = Q(status=self.model.Status.SUBMITTED, event__wall_moderation=Event.Moderation.AFTER)
        return self.filter(Q(status=self.model.Status.ACCEPTED) | shown_at_once, off_wall_at=None).wholes()

    def reported(self):
        return self.filter(Exists(Report.objects.open().filter(idea=OuterRef("pk"))))

    def managed_by(self, person):
        return self.filter(event__in=Event.objects.managed_by(person))

    def visible_to(self, person):
        if not person.is_authenticated:
            return self.listed()
        return self.filter(Q(pk__in=self.listed().values("pk")) | Q(pk__in=self.managed_by(person).values("pk")))

    def written_by(self, person):
        """Ideas followed from an address that `person` proved (D65)."""
        if not person.is_authenticated or not person.email:
            return self.none()
        return self.filter(author_email__iexact=person.email)

    def opened_by(self, person, *, subjects):
        """What an author may edit: by the access links held (`subjects`, texts), or by the address proved."""
        keys = [int(subject) for subject in subjects if subject.isdecimal()]
        return self.filter(Q(pk__in=keys) | Q(pk__in=self.written_by(person).values("pk")))

    def matching(self, search):
        """Every word of `search`, without accents or capitals."""
        found = self
        for word in words(search):
            found = found.filter(folded__contains=word)
        return found

    def for_cards(self):
        """With what a card shows, in a constant number of statements."""
        found = self.select_related("event__territory", "table__workshop", "theme", "gathering", "photo")
        return found.prefetch_related("consents")

    def for_moderation(self):
        """With what the queue shows: open reports, the name if it will be shown, the star, who carries on."""
        reports = Prefetch("reports", Report.objects.open().order_by("pk"), to_attr="open_reports")
        found = self.select_related("table__workshop", "gathering", "photo", "star")
        return found.prefetch_related(reports, "consents").with_joiners()

    def with_joiners(self):
        """Add `standing_joiners`, who carries on, for the team."""
        from ideas.models.joining import Joiner

        return self.prefetch_related(Prefetch("joiners", Joiner.objects.standing().for_pages(), "standing_joiners"))
