"""What projects hold of people (D58)."""

PERSONAL = {}
NOT_PERSONAL = {}
