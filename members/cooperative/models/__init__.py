from members.cooperative.models.college import Category, College, Weight, WeightSet
from members.cooperative.models.cooperative import Cooperative
from members.cooperative.models.member import Member

__all__ = ["Category", "College", "Cooperative", "Member", "Weight", "WeightSet"]
