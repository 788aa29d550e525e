"""Results and minutes: figures that tell nobody's vote, texts that survive an erasure as the law asks (D50, D51)."""

PERSONAL = {}
NOT_PERSONAL = {
    "assemblies.Result": {
        "counts weights showing": "figures of a vote, tied to nobody",
        "method silent threshold for_share against_share": "rules and figures of a vote",
        "shares elected tied": "keys of candidates, in the minutes that survive (D51)",
    },
}
