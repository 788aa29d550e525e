"""A cooperative is set up for a territory, then its board changes its settings; each change is traced (D40–D52)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.cooperative.colleges import set_weights
from members.cooperative.models import Category, College, Cooperative, SettingStep
from members.models import Role, Territory

LEAST_CATEGORIES = 3  # of the law on SCIC
FOUNDING = (Role.Kind.ADMINISTRATOR, Role.Kind.BOARD)
Kind = SettingStep.Kind


def territories_to_set_up(person):
    """The territories that `person` administers, or whose cooperative they would, and that have none yet."""
    if not person.is_authenticated:
        return Territory.objects.none()
    roles = Role.objects.in_force().filter(person=person, kind__in=FOUNDING)
    return Territory.objects.filter(pk__in=roles.values("territory"), cooperative=None).order_by("name")


def refusals_of_categories(kinds):
    """Say what the law lacks in `kinds` (a list of `Category.Kind`): sentences with the figures, or none (D40)."""
    found = []
    if len(kinds) < LEAST_CATEGORIES:
        told = ngettext(
            "There is %(count)s category: the law asks for at least three.",
            "There are %(count)s categories: the law asks for at least three.",
            len(kinds),
        )
        found.append(told % {"count": len(kinds)})
    if Category.Kind.EMPLOYEES not in kinds:
        found.append(_("One of the categories must be that of employees, or of producers."))
    if Category.Kind.BENEFICIARIES not in kinds:
        found.append(_("One of the categories must be that of beneficiaries: those who use what the cooperative does."))
    return found


@transaction.atomic
def set_up(territory, *, settings, categories, weights, since, decided_by, by):
    """Make the cooperative of `territory`, once; return it.

    `settings` maps fields of `Cooperative`, `categories` names to `Category.Kind`, `weights` names of colleges to
    percentages (empty: votes are not by college), in force from `since` as `decided_by` says. Whoever sets it up and
    does not administer it yet is given the role (D60). ValidationError with the figures when the law is not met.
    """
    if refusals := refusals_of_categories(list(categories.values())):
        raise ValidationError(refusals)
    cooperative = _made(territory, settings, by_college=bool(weights))
    Category.objects.bulk_create(
        Category(cooperative=cooperative, name=name, kind=kind) for name, kind in categories.items()
    )
    colleges = {
        College.objects.create(cooperative=cooperative, name=name, rank=rank): percent
        for rank, (name, percent) in enumerate(weights.items())
    }
    set_weights(cooperative, colleges, since=since, decided_by=decided_by, by=by)
    cooperative.setting_steps.create(kind=Kind.SET_UP, by=by)
    if not by.has_role(Role.Kind.BOARD, territory=territory):
        Role.objects.give(by, territory=territory, kind=Role.Kind.BOARD, by=by)
    return cooperative


@transaction.atomic
def start_again(cooperative):
    """Undo the setting up while nobody has ever applied nor any meeting been prepared; ValidationError afterwards."""
    Cooperative.objects.select_for_update().get(pk=cooperative.pk)
    refusal = ValidationError(
        _("Someone applied, or a meeting is prepared: the cooperative can no longer begin again.")
    )
    if cooperative.members.exists():
        raise refusal
    cooperative.weight_sets.all().delete()  # they keep colleges from going
    try:
        with transaction.atomic():
            cooperative.delete()
    except ProtectedError:
        raise refusal from None


def _made(territory, settings, *, by_college):
    try:
        with transaction.atomic():
            return Cooperative.objects.create(territory=territory, has_colleges=by_college, **settings)
    except IntegrityError:
        raise ValidationError(_("This territory has its cooperative already: nothing was changed.")) from None


@transaction.atomic
def change_settings(cooperative, values, *, by):
    """Keep `values` ({field: value}) and what they replaced; return whether something changed.

    Assemblies already called keep the rules that their notice froze (D48).
    """
    kept = Cooperative.objects.select_for_update().get(pk=cooperative.pk)
    changed = {name: value for name, value in values.items() if getattr(kept, name) != value}
    if not changed:
        return False
    steps = [[name, _text(kept, name), _text(cooperative, name, value)] for name, value in changed.items()]
    Cooperative.objects.filter(pk=kept.pk).update(**changed)
    cooperative.setting_steps.create(kind=Kind.RULES, changes=steps, by=by)
    cooperative.refresh_from_db()
    return True


@transaction.atomic
def add_category(cooperative, name, *, kind, by):
    """Add a category of members; ValidationError for a known name."""
    return _added(cooperative.categories, by=by, name=name, kind=kind)


@transaction.atomic
def add_college(cooperative, name, *, by):
    """Add a college, which weighs nothing until a resolution gives it a weight (D42); ValidationError if known."""
    last = cooperative.colleges.order_by("-rank").values_list("rank", flat=True).first()
    return _added(cooperative.colleges, by=by, name=name, rank=0 if last is None else last + 1)


@transaction.atomic
def rename(group, name, *, by):
    """Give a category or a college another name; its members and weight stay. ValidationError if it is taken."""
    before = group.name
    if before == name:
        return
    try:
        with transaction.atomic():
            type(group).objects.filter(pk=group.pk).update(name=name)
    except IntegrityError:
        raise _taken(name) from None
    group.name = name
    group.cooperative.setting_steps.create(kind=Kind.GROUPS, changes=[["", before, name]], by=by)


@transaction.atomic
def remove(group, *, by):
    """Take away a category or a college that nobody is in and that never weighed; ValidationError otherwise."""
    if group.members.exists() or (getattr(group, "weights", None) is not None and group.weights.exists()):
        raise ValidationError(_("“%(name)s” has members, or a weight: it stays.") % {"name": group.name})
    type(group).objects.filter(pk=group.pk).delete()
    group.cooperative.setting_steps.create(kind=Kind.GROUPS, changes=[["", group.name, ""]], by=by)


def _added(groups, *, by, name, **values):
    try:
        with transaction.atomic():
            group = groups.create(name=name, **values)
    except IntegrityError:
        raise _taken(name) from None
    groups.instance.setting_steps.create(kind=Kind.GROUPS, changes=[["", "", name]], by=by)
    return group


def _taken(name):
    return ValidationError(_("“%(name)s” is there already.") % {"name": name})


def _text(cooperative, name, *value):
    """The value of a setting as JSON keeps it: as it stands, or the one given."""
    found = value[0] if value else getattr(cooperative, name)
    return "" if found is None else str(found)
