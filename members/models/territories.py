"""Territories, their communes and their structures."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.fr import siret as siret_number

from foundation import contrast
from members.colours import digest, stylesheet


class CommuneQuerySet(models.QuerySet):
    def with_postal_code(self, code):
        return self.filter(postal_codes__contains=code).order_by("name")


class Commune(models.Model):
    """A French commune by its INSEE code (official geographic code, open licence)."""

    insee = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=80)
    postal_codes = models.CharField(max_length=80)  # separated by blanks
    population = models.PositiveIntegerField(default=0)
    intercommunality = models.CharField(max_length=120, blank=True)

    objects = CommuneQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


def accent_contrast(colour):
    """Return the lower contrast of an accent, under white text or written on paper; ValueError for no colour."""
    return min(contrast.ratio(colour, "#ffffff"), contrast.ratio(colour, "#fbf6ec"))


def check_accent(colour):
    """Refuse an accent that white text, or the accent on paper, would not be readable on (WCAG 2.2, 4.5:1)."""
    try:
        low = accent_contrast(colour)
    except ValueError:
        raise ValidationError(_("Write the colour as #1d5c4d."), code="colour") from None
    if low < 4.5:
        raise ValidationError(
            _("This colour is too light to be read (contrast %(ratio)s, at least 4.5 is needed). Take a darker one."),
            code="contrast",
            params={"ratio": f"{low:.1f}"},
        )


class TerritoryQuerySet(models.QuerySet):
    def _held(self, person, kinds):
        from members.models.roles import Role

        if not person.is_authenticated:
            return self.none()
        return self.filter(pk__in=Role.objects.in_force().filter(person=person, kind__in=kinds).values("territory"))

    def managed_by(self, person):
        """Where `person` organises today (D60)."""
        from members.models.roles import Role

        return self._held(person, Role.ORGANISING)

    def administered_by(self, person):
        """Where `person` names others today (D60)."""
        from members.models.roles import Role

        return self._held(person, [Role.Kind.ADMINISTRATOR])


class Territory(models.Model):
    """A town or a country that holds evenings; everything that is organised belongs to one."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(unique=True)
    brand = models.CharField(_("brand"), max_length=60, default="Start-Up de Territoire")
    accent = models.CharField(_("accent colour"), max_length=7, default="#1d5c4d", validators=[check_accent])
    contact_email = models.EmailField(_("contact address"), blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=20, blank=True)

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("territory")

    def __str__(self):
        return self.name

    @property
    def stylesheet(self):
        """The CSS of this territory's colour."""
        return stylesheet(self.accent)

    @property
    def stylesheet_url(self):
        return reverse("members:colours", args=[self.slug, digest(self.accent)])

    @property
    def contrast(self):
        return accent_contrast(self.accent)

    def communes_on(self, day):
        """The communes of the perimeter in force on `day` (D61)."""
        return Commune.objects.filter(perimeters__in=self.perimeter.on(day))


class PerimeterQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))


class Perimeter(models.Model):
    """A commune that belongs to a territory from `since` until the day before `until` (D61)."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="perimeter")
    commune = models.ForeignKey(Commune, models.CASCADE, related_name="perimeters")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = PerimeterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["territory", "commune", "since"], name="members_perimeter_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")), name="members_perimeter_order"
            ),
        ]

    def __str__(self):
        return f"{self.territory} · {self.commune}"


class DeclaredFigure(models.Model):
    """A figure that an organiser declared, in its exact words with its source; never counted with computed ones."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="declared_figures")
    label = models.CharField(max_length=80)
    value = models.PositiveIntegerField(null=True)
    wording = models.CharField(max_length=250)
    source = models.CharField(max_length=250)
    declared_on = models.CharField(max_length=40, blank=True)  # « octobre 2019 »: sources rarely say the day
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.wording


def clean_siret(typed):
    """Return 14 digits, or an empty text for none; ValidationError when the check digit is wrong."""
    if not typed.strip():
        return ""
    try:
        return siret_number.validate(typed)
    except NotANumber:
        raise ValidationError(_("This SIRET number is not right: 14 digits are expected."), code="siret") from None


class Structure(models.Model):
    """A company, association, authority or school that takes part."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("company")
        ASSOCIATION = "association", _("association")
        AUTHORITY = "authority", _("local authority")
        SCHOOL = "school", _("school")
        NETWORK = "network", _("support network")
        OTHER = "other", _("other")

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="structures")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.COMPANY)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "siret"],
                condition=~Q(siret=""),
                name="members_structure_siret_once",
                violation_error_message=_("A structure with this SIRET already exists."),
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        self.siret = clean_siret(self.siret)
