from members.assemblies.models.assembly import Assembly
from members.assemblies.models.resolution import Candidate, Resolution

__all__ = ["Assembly", "Candidate", "Resolution"]
