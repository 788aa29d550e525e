import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import ideas.models.idea


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("events", "0001_initial"),
        ("members", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Board",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="board",
                        serialize=False,
                        to="events.event",
                    ),
                ),
                ("version", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Idea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("client_key", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("receipt", models.CharField(default=ideas.models.idea.new_receipt, max_length=8, unique=True)),
                ("slug", models.SlugField(max_length=100, unique=True)),
                ("title", models.CharField(max_length=120, verbose_name="its name")),
                ("need", models.TextField(blank=True, max_length=1500, verbose_name="the need")),
                ("solution", models.TextField(blank=True, max_length=1500, verbose_name="your solution")),
                ("audience", models.TextField(blank=True, max_length=800, verbose_name="for whom")),
                ("existing", models.TextField(blank=True, max_length=800, verbose_name="what already exists")),
                ("payer", models.TextField(blank=True, max_length=800, verbose_name="who would pay")),
                ("resources", models.TextField(blank=True, max_length=800, verbose_name="what we have here for it")),
                (
                    "first_step",
                    models.TextField(blank=True, max_length=800, verbose_name="a first step within thirty days"),
                ),
                (
                    "seeks_bearer",
                    models.BooleanField(default=False, verbose_name="this idea seeks someone to carry it"),
                ),
                ("author_name", models.CharField(blank=True, max_length=80, verbose_name="your given name")),
                ("author_email", models.EmailField(blank=True, max_length=254, verbose_name="your e-mail")),
                ("language", models.CharField(default="fr", max_length=5)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("submitted", "to be read"),
                            ("accepted", "shown"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn by its author"),
                        ],
                        default="submitted",
                        max_length=10,
                    ),
                ),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("off_topic", "off topic"),
                            ("duplicate", "already sent"),
                            ("unlawful", "unlawful words"),
                            ("personal", "personal data"),
                            ("advertising", "advertising"),
                        ],
                        max_length=12,
                    ),
                ),
                ("off_wall_at", models.DateTimeField(blank=True, null=True)),
                ("wall_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("folded", models.TextField(editable=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="members.commune",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ideas", to="events.event"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ideas",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ideas",
                        to="events.table",
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ideas", to="members.territory"
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ideas",
                        to="events.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "idea",
            },
        ),
        migrations.CreateModel(
            name="IdeaConsent",
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
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="ideas.idea"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IdeaStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("submitted", "sent"),
                            ("completed", "completed"),
                            ("accepted", "shown"),
                            ("refused", "refused"),
                            ("reopened", "to be read again"),
                            ("resubmitted", "sent again"),
                            ("taken_down", "taken off the wall"),
                            ("put_back", "put back on the wall"),
                            ("withdrawn", "withdrawn by its author"),
                            ("erased", "author’s name erased"),
                        ],
                        max_length=12,
                    ),
                ),
                ("details", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="ideas.idea"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500, verbose_name="what is wrong")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("handled_at", models.DateTimeField(null=True)),
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="ideas.idea"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(fields=["event", "status", "-id"], name="ideas_idea_event_i_769d07_idx"),
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(fields=["table", "-id"], name="ideas_idea_table_i_a4b522_idx"),
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(fields=["status", "-id"], name="ideas_idea_status_422dc2_idx"),
        ),
        migrations.AddConstraint(
            model_name="idea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "refused"), models.Q(("refusal", ""), _negated=True)),
                    models.Q(models.Q(("status", "refused"), _negated=True), ("refusal", "")),
                    _connector="OR",
                ),
                name="ideas_idea_refused_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="ideaconsent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)), fields=("idea", "purpose"), name="ideas_consent_once"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["handled_at", "idea"], name="ideas_repor_handled_9be832_idx"),
        ),
    ]
