"""What the sorting of ideas hold of people (D58)."""

PERSONAL = {}
NOT_PERSONAL = {}
