"""What lines of the access table about the cooperative are about: that of territory A, where nobody administers it."""

from tests.cast_of_cooperatives import make_cooperative


def subjects_of(territory):
    """Return {word of the table: arguments of its address}."""
    cooperative = make_cooperative(territory=territory)
    here = {"slug": territory.slug}
    return {
        "cooperative-group": {**here, "group": "college", "pk": cooperative.colleges.first().pk},
    }
