"""What the columns of a list are, as someone told once: the next list with the same columns needs nobody."""

from hashlib import sha256

from django.conf import settings
from django.db import models

from events.importing import sources
from members.models import Territory

ALIKE = 0.5  # a header that shares half of its columns with a known one is a newer version of it
MOST_COMPARED = 50


class ColumnMappingQuerySet(models.QuerySet):
    def exactly(self, territory, header):
        """The mapping of a list with these very columns, None when nobody told it."""
        return self.filter(territory=territory, signature=signature(header)).first()

    def nearest(self, territory, header):
        """The last mapping of a list that shares half of these columns or more; None when there is none."""
        keys = keys_of(header)
        for known in self.filter(territory=territory).order_by("-updated_at")[:MOST_COMPARED]:
            theirs = keys_of(known.headers)
            if len(keys & theirs) >= ALIKE * max(len(keys), len(theirs)):
                return known
        return None

    def remember(self, territory, header, columns, *, by):
        """Keep what the columns are (`columns` maps a field to an index); the last word wins."""
        told = {"headers": list(header), "columns": columns, "by": by}
        self.update_or_create(territory=territory, signature=signature(header), defaults=told)


class ColumnMapping(models.Model):
    territory = models.ForeignKey(Territory, models.CASCADE, related_name="+")
    signature = models.CharField(max_length=64)  # of the names of the columns, in their order
    headers = models.JSONField()
    columns = models.JSONField()  # field (see `sources.TELLABLE`) → index of its column
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ColumnMappingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["territory", "signature"], name="events_mapping_once")]

    def __str__(self):
        return ", ".join(self.headers[:4])

    def on(self, header):
        """Return {field: index} for a header that may have changed: columns are found again by their names."""
        places = {sources.key(name): index for index, name in enumerate(header)}
        named = {field: sources.key(self.headers[index]) for field, index in self.columns.items()}
        return {field: places[name] for field, name in named.items() if name in places}

    def changes(self, header):
        """Return (names that are new, names that are gone) in `header`."""
        ours, theirs = keys_of(self.headers), keys_of(header)
        new = [name for name in header if name and sources.key(name) not in ours]
        return new, [name for name in self.headers if name and sources.key(name) not in theirs]


def signature(header):
    return sha256("\x1f".join(sources.key(name) for name in header).encode()).hexdigest()


def keys_of(header):
    return {sources.key(name) for name in header if name}
