"""What the law leaves of a surplus: pure arithmetic on euros (D52)."""

from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Sharing:
    """`reserves` is the least to put in reserves, `left` the most that may be paid to members; both in euros."""

    surplus: Decimal
    reserves: Decimal
    left: Decimal


def share_out(surplus, *, reserves_share):
    """Share `surplus` euros, `reserves_share` percent of it at least to reserves; a loss shares nothing.

    The reserves are rounded up to the cent, so that both parts make the surplus and the law is met exactly.
    """
    if surplus <= 0:
        return Sharing(surplus, Decimal(0), Decimal(0))
    reserves = min(surplus, (surplus * reserves_share / 100).quantize(CENT, rounding=ROUND_UP))
    return Sharing(surplus, reserves, surplus - reserves)
