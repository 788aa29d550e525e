import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import events.models.event
import events.models.registration
import events.models.workshop


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("members", "0001_initial"),
        ("outbox", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("letter", models.CharField(max_length=1, unique=True)),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=60)),
                ("name_en", models.CharField(max_length=60)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True, verbose_name="address of the page")),
                ("code", models.CharField(default=events.models.event.new_event_code, max_length=8, unique=True)),
                ("brand", models.CharField(max_length=60, verbose_name="name of the evening")),
                ("tagline", models.CharField(blank=True, max_length=120, verbose_name="catch phrase")),
                ("description", models.TextField(blank=True, max_length=3000, verbose_name="presentation")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "published"),
                            ("running", "going on"),
                            ("done", "over"),
                            ("archived", "archived"),
                            ("cancelled", "cancelled"),
                            ("historical", "before the platform"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="begins")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="ends")),
                ("venue_name", models.CharField(blank=True, max_length=100, verbose_name="place")),
                ("venue_address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "registration_opens_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="registration opens"),
                ),
                (
                    "registration_closes_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="registration closes"),
                ),
                (
                    "most_companions",
                    models.PositiveSmallIntegerField(default=4, verbose_name="companions at most per registration"),
                ),
                (
                    "wall_moderation",
                    models.CharField(
                        choices=[
                            ("before", "read by the team before being shown"),
                            ("after", "shown at once, read afterwards"),
                        ],
                        default="before",
                        max_length=6,
                        verbose_name="wall",
                    ),
                ),
                (
                    "list_moderation",
                    models.CharField(
                        choices=[
                            ("before", "read by the team before being shown"),
                            ("after", "shown at once, read afterwards"),
                        ],
                        default="before",
                        max_length=6,
                        verbose_name="list of ideas",
                    ),
                ),
                (
                    "least_seats",
                    models.PositiveSmallIntegerField(default=6, verbose_name="a table is under-filled below"),
                ),
                (
                    "most_seats",
                    models.PositiveSmallIntegerField(default=14, verbose_name="a table never has more seats than"),
                ),
                (
                    "declared_participants",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="participants, as declared"),
                ),
                (
                    "declared_workshops",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="workshops, as declared"),
                ),
                ("declared_wording", models.CharField(blank=True, max_length=250, verbose_name="exact wording")),
                ("declared_source", models.CharField(blank=True, max_length=250, verbose_name="source")),
                ("version", models.PositiveBigIntegerField(default=0)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="members.territory",
                        verbose_name="territory",
                    ),
                ),
            ],
            options={
                "verbose_name": "evening",
            },
        ),
        migrations.CreateModel(
            name="EventStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("created", "created"),
                            ("changed", "changed"),
                            ("published", "published"),
                            ("unpublished", "back to draft"),
                            ("started", "begun"),
                            ("finished", "over"),
                            ("archived", "archived"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=12,
                    ),
                ),
                ("details", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="events.event"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("form", "the public page"),
                            ("team", "the team"),
                            ("walk_in", "the door"),
                            ("helloasso", "HelloAsso"),
                            ("eventbrite", "Eventbrite"),
                        ],
                        max_length=10,
                    ),
                ),
                ("file_name", models.CharField(max_length=150)),
                ("packed", models.BinaryField(null=True)),
                ("used", models.JSONField(default=list)),
                ("ignored", models.JSONField(default=list)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planning", "being read"),
                            ("planned", "to be checked"),
                            ("applying", "being imported"),
                            ("applied", "imported"),
                            ("undoing", "being undone"),
                            ("undone", "undone"),
                            ("refused", "refused"),
                            ("dropped", "given up"),
                        ],
                        default="planning",
                        max_length=8,
                    ),
                ),
                ("tell", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("applied_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="imports", to="events.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(blank=True, max_length=120, verbose_name="what it brings")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="partners", to="events.event"
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="members.structure",
                        verbose_name="structure",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(default=events.models.registration.new_ticket_code, max_length=12, unique=True),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("registered", "registered"), ("cancelled", "cancelled")],
                        default="registered",
                        max_length=10,
                    ),
                ),
                ("given_name", models.CharField(max_length=80, verbose_name="given name")),
                ("family_name", models.CharField(blank=True, max_length=80, verbose_name="family name")),
                ("email", models.EmailField(blank=True, max_length=254, null=True, verbose_name="e-mail")),
                ("payer_email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("commune_text", models.CharField(blank=True, max_length=80, verbose_name="commune (elsewhere)")),
                (
                    "age_band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("under_15", "under 15"),
                            ("15_17", "15 to 17"),
                            ("18_25", "18 to 25"),
                            ("26_39", "26 to 39"),
                            ("40_59", "40 to 59"),
                            ("60_74", "60 to 74"),
                            ("75_up", "75 and over"),
                        ],
                        max_length=8,
                        verbose_name="age",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("form", "the public page"),
                            ("team", "the team"),
                            ("walk_in", "the door"),
                            ("helloasso", "HelloAsso"),
                            ("eventbrite", "Eventbrite"),
                        ],
                        default="form",
                        max_length=10,
                    ),
                ),
                ("source_ref", models.CharField(blank=True, max_length=80)),
                ("language", models.CharField(default="fr", max_length=5)),
                ("folded", models.CharField(editable=False, max_length=400)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("authorised_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "brought_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="companions",
                        to="events.registration",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="members.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="registrations", to="events.event"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="registrations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "registration",
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.CharField(choices=[("door", "door"), ("table", "table")], default="door", max_length=5),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("device_key", models.CharField(blank=True, max_length=40)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="events.registration",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RegistrationConsent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("newsletter", "news of the territory"),
                            ("image", "pictures"),
                            ("name_shown", "name shown"),
                            ("terms", "contribution terms"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text_version", models.CharField(max_length=12)),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="events.registration"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RegistrationProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "profile",
                    models.CharField(
                        choices=[
                            ("inhabitant", "inhabitant"),
                            ("manager", "company manager"),
                            ("employee", "employee"),
                            ("entrepreneur", "entrepreneur"),
                            ("funder", "funder"),
                            ("student", "student"),
                            ("pupil", "high school pupil"),
                            ("elected", "elected representative"),
                            ("retired", "retired person"),
                            ("association", "member of an association"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="profiles", to="events.registration"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RegistrationStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("registered", "registered"),
                            ("moved", "changed workshop"),
                            ("changed", "changed"),
                            ("cancelled", "cancelled"),
                            ("reinstated", "registered again"),
                            ("present", "marked present"),
                            ("undone", "presence taken back"),
                            ("ticket", "ticket sent again"),
                            ("authorised", "parent’s authorisation received"),
                            ("consent", "consent withdrawn"),
                            ("erased", "data erased"),
                        ],
                        max_length=12,
                    ),
                ),
                ("details", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="events.registration"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("d-7", "a week before"), ("d-1", "the day before"), ("day", "on the day")],
                        max_length=4,
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "message",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="outbox.message"
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="events.registration"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Scene",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("showcase", "showcase"),
                            ("plenary", "plenary"),
                            ("work", "work at the tables"),
                            ("restitution", "restitution"),
                            ("party", "party"),
                            ("other", "other"),
                        ],
                        default="work",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                ("planned_at", models.DateTimeField(verbose_name="begins")),
                ("minutes", models.PositiveSmallIntegerField(default=30, verbose_name="minutes")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scenes", to="events.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "scene",
                "ordering": ["planned_at", "position"],
            },
        ),
        migrations.CreateModel(
            name="Table",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("room", models.CharField(blank=True, max_length=60, verbose_name="room")),
                ("seats", models.PositiveSmallIntegerField(default=12, verbose_name="seats")),
                ("seats_taken", models.PositiveSmallIntegerField(default=0)),
                ("code", models.CharField(default=events.models.workshop.new_table_code, max_length=8, unique=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tables", to="events.event"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="registration",
            name="table",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registrations",
                to="events.table",
            ),
        ),
        migrations.CreateModel(
            name="Facilitator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_name", models.CharField(max_length=80, verbose_name="given name")),
                ("family_name", models.CharField(max_length=80, verbose_name="family name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="facilitators", to="events.event"
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="members.structure",
                        verbose_name="structure",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="facilitators",
                        to="events.table",
                        verbose_name="table",
                    ),
                ),
            ],
            options={
                "verbose_name": "facilitator",
                "ordering": ["family_name", "given_name"],
            },
        ),
        migrations.CreateModel(
            name="Workshop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=90, verbose_name="title")),
                ("question", models.CharField(blank=True, max_length=200, verbose_name="question asked to the table")),
                (
                    "challenge",
                    models.CharField(
                        choices=[("imagine", "to imagine"), ("boost", "to boost")],
                        default="imagine",
                        max_length=8,
                        verbose_name="kind of challenge",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("published", "published")], default="draft", max_length=10
                    ),
                ),
                ("bearer_name", models.CharField(blank=True, max_length=100, verbose_name="project bearer")),
                ("bearer_agreed", models.BooleanField(default=False, verbose_name="the bearer agreed to be named")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="workshops", to="events.event"
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshops",
                        to="events.theme",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "workshop",
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="table",
            name="workshop",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tables", to="events.workshop"
            ),
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("matched", "already registered"),
                            ("doubtful", "doubtful"),
                            ("skipped", "left out"),
                            ("rejected", "refused"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                ("chosen", models.BooleanField(default=False)),
                ("source_ref", models.CharField(blank=True, max_length=80)),
                ("given_name", models.CharField(blank=True, max_length=80)),
                ("family_name", models.CharField(blank=True, max_length=80)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("payer_email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("commune_text", models.CharField(blank=True, max_length=80)),
                ("postal_code", models.CharField(blank=True, max_length=10)),
                ("workshop_text", models.CharField(blank=True, max_length=200)),
                ("newsletter", models.BooleanField(null=True)),
                ("folded", models.CharField(editable=False, max_length=500)),
                ("done_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="events.importbatch"
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="events.registration",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="events.workshop"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["status", "starts_at"], name="events_even_status_5c3d55_idx"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_at", None), ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                ),
                name="events_event_ends_after_start",
                violation_error_message="The evening must end after it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ("draft", "cancelled", "historical")),
                    models.Q(
                        ("ends_at__isnull", False),
                        ("starts_at__isnull", False),
                        models.Q(("venue_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="events_event_published_has_date_and_place",
                violation_error_message="A published evening needs a date and a place.",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("applied", "undoing", "undone")), _negated=True),
                    ("applied_at__isnull", False),
                    _connector="OR",
                ),
                name="events_import_applied_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.UniqueConstraint(
                fields=("event", "structure"),
                name="events_partner_once",
                violation_error_message="This structure is already a partner of the evening.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)), fields=("registration",), name="events_attendance_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationconsent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("registration", "purpose"),
                name="events_consent_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationprofile",
            constraint=models.UniqueConstraint(fields=("registration", "profile"), name="events_profile_once"),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(fields=("registration", "kind"), name="events_reminder_once"),
        ),
        migrations.AddConstraint(
            model_name="scene",
            constraint=models.CheckConstraint(condition=models.Q(("minutes__gt", 0)), name="events_scene_lasts"),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["event", "folded", "id"], name="events_regi_event_i_026c18_idx"),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["event", "-created_at", "-id"], name="events_regi_event_i_07d61b_idx"),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                models.F("event"),
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("status", "registered")),
                name="events_registration_address_once",
                violation_error_message="This address is already registered for this evening.",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source_ref", ""), _negated=True),
                fields=("event", "source", "source_ref"),
                name="events_registration_source_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "registered"), ("table", None), _connector="OR"),
                name="events_registration_cancelled_holds_no_seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="facilitator",
            constraint=models.UniqueConstraint(
                models.F("event"),
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="events_facilitator_one_table",
                violation_error_message="This person already facilitates a table of this evening.",
            ),
        ),
        migrations.AddConstraint(
            model_name="workshop",
            constraint=models.UniqueConstraint(
                fields=("event", "number"),
                name="events_workshop_number_once",
                violation_error_message="Another workshop of this evening has this number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="workshop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("challenge", "boost"), ("status", "published"), _negated=True),
                    models.Q(models.Q(("bearer_name", ""), _negated=True), ("bearer_agreed", True)),
                    _connector="OR",
                ),
                name="events_workshop_boost_has_bearer",
                violation_error_message="A project to boost needs its bearer's name and agreement.",
            ),
        ),
        migrations.AddConstraint(
            model_name="table",
            constraint=models.UniqueConstraint(
                fields=("event", "number"),
                name="events_table_number_once",
                violation_error_message="Another table of this evening has this number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="table",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats_taken__lte", models.F("seats"))),
                name="events_table_never_over_full",
                violation_error_message="More people already chose this table: move them first.",
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["batch", "outcome", "number"], name="events_impo_batch_i_48d9b4_idx"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("batch", "number"), name="events_import_row_once"),
        ),
    ]
