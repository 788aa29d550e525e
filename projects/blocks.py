"""What the rooms above add to the workspace of a project: a block each."""

from foundation.offers import Blocks

workspace = Blocks()  # of (request, project, membership), read as `block`
