"""People, communes, territories, structures and roles."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.fr import siret as siret_number

from foundation import contrast
from members.colours import digest, stylesheet


class PersonManager(BaseUserManager):
    def create_user(self, email=None, password=None, **fields):
        person = self.model(email=clean_email(email), **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


def clean_email(email):
    """Return an address in lower case, None for none."""
    return (email or "").strip().lower() or None


class Person(AbstractBaseUser):
    """Someone known by the platform; an address is theirs once they proved it by a code (D65). No password."""

    email = models.EmailField(_("e-mail"), null=True, blank=True)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    commune = models.ForeignKey(
        "members.Commune", models.SET_NULL, null=True, blank=True, verbose_name=_("commune"), related_name="+"
    )
    commune_text = models.CharField(_("commune (elsewhere)"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=5, default="fr", choices=[("fr", "Français"), ("en", "English")])
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("person")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="members_person_email_once", violation_error_message=_("This address is already known.")
            )
        ]

    def __str__(self):
        return self.full_name or self.email or f"#{self.pk}"

    def save(self, **kwargs):
        self.email = clean_email(self.email)
        super().save(**kwargs)

    @property
    def full_name(self):
        return f"{self.given_name} {self.family_name}".strip()

    def get_full_name(self):
        return self.full_name

    def roles_now(self):
        """The person's roles in force today, with their territories; read once per request."""
        if not hasattr(self, "_roles_now"):
            self._roles_now = list(self.roles.in_force().select_related("territory"))
        return self._roles_now

    def has_role(self, *kinds, territory=None):
        """Whether one of `kinds` is held today, in `territory` when it is given."""
        return any(r.kind in kinds and (territory is None or r.territory_id == territory.pk) for r in self.roles_now())

    @property
    def is_organiser(self):
        return self.has_role(*Role.ORGANISING)

    @property
    def needs_second_factor(self):
        return self.has_role(*Role.SECOND_FACTOR)


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


def check_accent(colour):
    """Refuse an accent that white text, or the accent on paper, would not be readable on (WCAG 2.2, 4.5:1)."""
    try:
        low = min(contrast.ratio(colour, "#ffffff"), contrast.ratio(colour, "#fbf6ec"))
    except ValueError:
        raise ValidationError(_("Write the colour as #1d5c4d."), code="colour") from None
    if low < 4.5:
        raise ValidationError(
            _("This colour is too light to be read (contrast %(ratio)s, at least 4.5 is needed). Take a darker one."),
            code="contrast",
            params={"ratio": f"{low:.1f}"},
        )


class Territory(models.Model):
    """A town or a country that holds evenings; everything that is organised belongs to one."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(unique=True)
    brand = models.CharField(_("brand"), max_length=60, default="Start-Up de Territoire")
    accent = models.CharField(_("accent colour"), max_length=7, default="#1d5c4d", validators=[check_accent])
    contact_email = models.EmailField(_("contact address"), blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=20, blank=True)

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

    def get_absolute_url(self):
        return reverse("members:territory", args=[self.slug])

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
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=models.F("since")), name="members_perimeter_order"),
        ]

    def __str__(self):
        return f"{self.territory} · {self.commune}"


class DeclaredFigure(models.Model):
    """A figure that an organiser declared, kept in its exact words with its source; never counted with computed ones."""

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
                fields=["territory", "siret"], condition=~Q(siret=""), name="members_structure_siret_once",
                violation_error_message=_("A structure with this SIRET already exists."),
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        self.siret = clean_siret(self.siret)


class RoleQuerySet(models.QuerySet):
    def in_force(self, day=None):
        day = day or timezone.localdate()
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))


class Role(models.Model):
    """What a person may do in a territory, from `since` until the day before `until` (D60)."""

    class Kind(models.TextChoices):
        ORGANISER = "organiser", _("organiser")
        FACILITATOR = "facilitator", _("facilitator")
        EXPERT = "expert", _("expert of the committee")
        CHAIR = "chair", _("chair of the committee")
        SECRETARY = "secretary", _("secretary of the committee")
        MEMBER = "member", _("member of the cooperative")
        BOARD = "board", _("administrator of the cooperative")
        FINANCE = "finance", _("finance")
        RESEARCHER = "researcher", _("researcher")
        ELECTED = "elected", _("elected representative")
        ADMINISTRATOR = "administrator", _("administrator of the territory")

    ORGANISING = (Kind.ORGANISER, Kind.ADMINISTRATOR)
    SECOND_FACTOR = (Kind.ORGANISER, Kind.FINANCE, Kind.BOARD, Kind.CHAIR, Kind.SECRETARY, Kind.ADMINISTRATOR)

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    territory = models.ForeignKey(Territory, models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=14, choices=Kind)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "territory", "kind", "since"], name="members_role_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=models.F("since")), name="members_role_order"),
        ]

    def __str__(self):
        return f"{self.person} · {self.get_kind_display()} · {self.territory}"


class ConsentRecord(models.Model):
    """One consent for one purpose, with the version of the text that was read (D56); concrete beside its subject."""

    class Purpose(models.TextChoices):
        NEWSLETTER = "newsletter", _("news of the territory")
        IMAGE = "image", _("pictures")
        NAME_SHOWN = "name_shown", _("name shown")
        TERMS = "terms", _("contribution terms")

    purpose = models.CharField(max_length=12, choices=Purpose)
    text_version = models.CharField(max_length=12)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
