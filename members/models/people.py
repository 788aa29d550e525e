"""People: those who signed in, and those whom a role awaits."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from members.models.roles import Role

LANGUAGES = [("fr", "Français"), ("en", "English")]
UNPROVED_KEPT = timedelta(days=2)  # a mail may be read the next day; then an address nobody proved is nothing to keep


class PersonQuerySet(models.QuerySet):
    def never_proved(self, before):
        """Made by a sign-in that nobody finished before `before`: never in, no role (D65)."""
        unproved = self.filter(emailaddress__verified=False, last_login=None, created_at__lt=before)
        return unproved.exclude(pk__in=Role.objects.values("person"))


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def create_user(self, email=None, password=None, **fields):
        person = self.model(email=clean_email(email), **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def of_address(self, email, **fields):
        """Return the person of `email`, made if there is none: an address is shown to be theirs by a code (D65)."""
        person = self.filter(email__iexact=clean_email(email)).first()
        if person:
            return person
        try:
            with transaction.atomic():
                return self.create_user(email, **fields)
        except IntegrityError:  # asked for twice at the same instant
            return self.get(email__iexact=clean_email(email))

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
    language = models.CharField(_("language"), max_length=5, default="fr", choices=LANGUAGES)
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
                Lower("email"),
                name="members_person_email_once",
                violation_error_message=_("This address is already known."),
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

    def introduce(self, *, given_name, family_name, phone, commune, commune_text, language):
        """Keep what the person says of themselves; `phone` is E.164, `commune` a Commune or None."""
        self.given_name, self.family_name = given_name.strip(), family_name.strip()
        self.phone, self.commune, self.commune_text, self.language = phone, commune, commune_text, language
        self.save()

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
