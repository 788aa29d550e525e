"""Opens one more territory; the first is opened in a browser, by the assistant of `make start` (D60)."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from members import starting
from members.models import Role, Territory


class Command(BaseCommand):
    help = "Open a territory and name its administrator, who then signs in with this address; twice changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("name", help="as people say it: « Pays lédonien »")
        parser.add_argument("email", help="address of the first administrator")
        parser.add_argument("--brand", default="Start-Up de Territoire", help="name of the evenings there")

    def handle(self, *, name, email, brand, **options):
        known = Territory.objects.filter(slug=slugify(name)).first()
        try:
            if known:
                self._name(email, known)
            else:
                territory = Territory(name=name, slug=slugify(name), brand=brand, contact_email=email)
                starting.open_territory(territory, administrator=email)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        self.stdout.write(f"{name}: {email} can now sign in, at /organiser/.")

    def _name(self, email, territory):
        held = Role.objects.in_force().filter(person__email__iexact=email, territory=territory)
        if not held.filter(kind=Role.Kind.ADMINISTRATOR).exists():
            Role.objects.give_to_address(email, names={}, territory=territory, kind=Role.Kind.ADMINISTRATOR, by=None)
