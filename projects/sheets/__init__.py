"""The sheets of a project: what each asks, whether it is complete, and what its numbers add up to (D21)."""
