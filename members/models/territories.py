"""Territories, their communes and their structures."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.fr import siret as siret_number

from foundation import contrast
from members.colours import digest, stylesheet
from members.phones import spoken_phone

LEAST_CONTRAST = 4.5  # WCAG 2.2, level AA
GROUNDS = ("#ffffff", "#fbf6ec", "#efe8da")  # white, paper and sand of theme.css: accents are written on all three


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
    """Return the lowest contrast of an accent, under white or written on the theme's grounds; ValueError if none."""
    return min(contrast.ratio(colour, ground) for ground in GROUNDS)


def check_accent(colour):
    """Refuse an accent that white text, or the accent on paper, would not be readable on (WCAG 2.2, 4.5:1)."""
    try:
        low = accent_contrast(colour)
    except ValueError:
        raise ValidationError(_("Write the colour as #1d5c4d."), code="colour") from None
    if low < LEAST_CONTRAST:
        raise ValidationError(
            _(
                "This colour is too light to be read (contrast %(ratio)s, at least 4.5 is needed). "
                "The nearest one that can be read is %(nearest)s."
            ),
            code="contrast",
            params={"ratio": number_format(low, 1), "nearest": nearest_accent(colour)},
        )


def nearest_accent(colour):
    """Return the lightest shade of `colour` that can be read, `colour` itself when it can; ValueError for no colour."""
    return contrast.darkened(colour, until=lambda shade: accent_contrast(shade) >= LEAST_CONTRAST)


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
    structure = models.CharField(_("organisation"), max_length=120, blank=True)  # the legal person behind the evenings
    postal_address = models.CharField(_("postal address"), max_length=250, blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=20, blank=True)
    publisher = models.CharField(_("publisher of the site"), max_length=250, blank=True)
    director = models.CharField(_("publication director"), max_length=120, blank=True)
    host = models.CharField(_("host of the site"), max_length=250, blank=True)
    data_contact = models.CharField(_("data protection contact"), max_length=250, blank=True)
    set_up_at = models.DateTimeField(null=True, blank=True, default=timezone.now)  # None: the assistant is under way

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

    @property
    def spoken_phone(self):
        """The contact phone as it is written in its country."""
        return spoken_phone(self.contact_phone) if self.contact_phone else ""

    @property
    def published_by(self):
        """Who publishes the pages: what was written, else the organisation with its address."""
        return self.publisher or ", ".join(filter(None, [self.structure, self.postal_address]))

    def missing_notices(self):
        """Return what the law asks for and is not said yet (LCEN art. 6, GDPR art. 13), as names for people."""
        asked = {
            _("the organisation that publishes the site"): self.publisher or self.structure,
            _("its postal address"): self.publisher or self.postal_address,
            _("the publication director"): self.director,
            _("the host of the site"): self.host,
            _("the contact address"): self.contact_email,
            _("whom to ask about personal data"): self.data_contact or self.contact_email,
        }
        return [name for name, said in asked.items() if not said]

    def finish_setting_up(self):
        """Note that the assistant was gone through; it is not proposed again."""
        Territory.objects.filter(pk=self.pk, set_up_at=None).update(set_up_at=timezone.now())

    def communes_on(self, day):
        """The communes of the perimeter in force on `day` (D61)."""
        return Commune.objects.filter(perimeters__in=self.perimeter.on(day))


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
