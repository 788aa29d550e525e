"""Results and minutes: figures that tell nobody's vote, texts that survive an erasure as the law asks (D50, D51)."""

PERSONAL = {}
NOT_PERSONAL = {
    "assemblies.Result": {
        "counts weights showing": "figures of a vote, tied to nobody",
        "method silent threshold for_share against_share": "rules and figures of a vote",
        "shares elected tied": "keys of candidates, in the minutes that survive (D51)",
    },
}


def last_actions(addresses):
    """Announcing a result is an act of the board, which its own pages know."""
    return {}


def expire(addresses, *, before):
    pass


def leftovers(before):
    return []


def export(person):
    """Minutes name people, and are read where they are kept."""
    return {}


def erase_all_of(person):
    """Who announced goes with the account; results and minutes stay (D51)."""
