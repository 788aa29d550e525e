"""What an assembly is called for says nothing of a person, but the candidates, whom the minutes name (D51)."""

PERSONAL = {}
NOT_PERSONAL = {
    "assemblies.Resolution": {"title text": "put to the vote of all members"},
    "assemblies.Candidate": {"name presentation": "on the ballot, and in the minutes that survive (D51)"},
}
