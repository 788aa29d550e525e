"""What the room above adds to a member's space: a block each."""

from foundation.offers import Blocks

PRESSING = 10  # a smaller rank is read before all the rest: a vote that is open now
space = Blocks()  # of (request, member), read as `section`
