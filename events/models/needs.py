"""What someone needs to come and to eat, said with explicit consent and kept thirty days (D56, D58, D68)."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from events.models.record import RegistrationConsent, RegistrationStep
from events.models.registration import Registration
from members.consents import VERSION
from members.models import ConsentRecord

NEEDS_KEPT = timedelta(days=30)  # after the evening: time to pay the caterer, and no longer (D58)


class CareSettings(models.Model):
    """What one evening asks about and offers; an evening that never chose has the values given here."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="care")
    asks_access = models.BooleanField(_("ask about access (wheelchair, hearing, sight…)"), default=True)
    serves_meal = models.BooleanField(_("a meal is served: ask what people eat"), default=False)
    has_childcare = models.BooleanField(_("children are looked after: ask how many and their ages"), default=False)
    shares_rides = models.BooleanField(_("offer car sharing"), default=True)

    def __str__(self):
        return f"{self.event}"

    @classmethod
    def of(cls, event):
        """The settings of `event`, saved or not."""
        return cls.objects.filter(event=event).first() or cls(event=event)

    @property
    def asks_anything(self):
        return self.asks_access or self.serves_meal or self.has_childcare


class NeedQuerySet(models.QuerySet):
    def standing(self):
        """Of people who are registered."""
        return self.filter(registration__status=Registration.Status.REGISTERED)

    def wheelchairs(self):
        """Whom the seating puts at a table with room for a wheelchair (D68)."""
        return self.standing().filter(ticks__what=NeedTick.What.WHEELCHAIR)

    def expired(self, now):
        return self.filter(registration__event__ends_at__lt=now - NEEDS_KEPT)


class Need(models.Model):
    """What one registration needs; its row is deleted as soon as the consent is withdrawn."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="need")
    access_words = models.CharField(_("Something else for access"), max_length=300, blank=True)
    diet_words = models.CharField(_("Allergy, or something else about food"), max_length=300, blank=True)
    children = models.PositiveSmallIntegerField(_("Children to look after"), default=0)
    children_ages = models.CharField(_("Their ages"), max_length=60, blank=True)

    objects = NeedQuerySet.as_manager()

    def __str__(self):
        return f"{self.registration}"

    @classmethod
    @transaction.atomic
    def record(cls, registration, *, ticks, access_words="", diet_words="", children=0, children_ages="", by=None):
        """Keep what was said, in place of what was said before, with the consent given now (D56).

        Whoever calls has seen the consent ticked; saying nothing at all forgets everything.
        """
        Registration.objects.filter(pk=registration.pk).hold()
        if not (ticks or access_words or diet_words or children):
            return cls.forget(registration)
        values = {"access_words": access_words, "diet_words": diet_words, "children": children}
        values["children_ages"] = children_ages if children else ""
        need, _made = cls.objects.update_or_create(registration=registration, defaults=values)
        need.ticks.all().delete()
        NeedTick.objects.bulk_create(NeedTick(need=need, what=what) for what in dict.fromkeys(ticks))
        consent = {"registration": registration, "purpose": ConsentRecord.Purpose.NEEDS}
        if not RegistrationConsent.objects.standing().filter(**consent).exists():
            RegistrationConsent.objects.create(**consent, text_version=VERSION)
        # What was said stays out of the history, which is kept for years.
        registration.steps.create(kind=RegistrationStep.Kind.CHANGED, by=by, details=_now("needs"))
        return need

    @classmethod
    @transaction.atomic
    def forget(cls, registration, *, now=None):
        """Delete at once what was said and end the consent; nothing happens when nothing was said."""
        deleted, _rows = cls.objects.filter(registration=registration).delete()
        if deleted:
            registration.withdraw_consent(ConsentRecord.Purpose.NEEDS, now=now or timezone.now())

    @property
    def labels(self):
        """What was ticked, as words, in the order of the form."""
        ticked = {tick.what for tick in self.ticks.all()}
        return [label for what, label in NeedTick.What.choices if what in ticked]


class NeedTick(models.Model):
    class What(models.TextChoices):
        WHEELCHAIR = "wheelchair", _("room for a wheelchair")
        STEP_FREE = "step_free", _("no stairs")
        LOOP = "loop", _("a hearing loop")
        SIGN = "sign", _("French sign language")
        SIGHT = "sight", _("large print or a description of what is shown")
        HELPER = "helper", _("room for the person who helps you")
        VEGETARIAN = "vegetarian", _("vegetarian")
        VEGAN = "vegan", _("vegan")
        NO_PORK = "no_pork", _("without pork")
        NO_GLUTEN = "no_gluten", _("gluten-free")

    DIETS = (What.VEGETARIAN, What.VEGAN, What.NO_PORK, What.NO_GLUTEN)
    ACCESS = (What.WHEELCHAIR, What.STEP_FREE, What.LOOP, What.SIGN, What.SIGHT, What.HELPER)

    need = models.ForeignKey(Need, models.CASCADE, related_name="ticks")
    what = models.CharField(max_length=10, choices=What)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "what"], name="events_need_once")]

    def __str__(self):
        return self.get_what_display()

    @classmethod
    def totals(cls, event):
        """Return {what: how many people registered for `event` ticked it}."""
        ticks = cls.objects.filter(need__in=Need.objects.standing().filter(registration__event=event))
        return dict(ticks.order_by().values_list("what").annotate(n=Count("pk")))
