import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import members.models.territories


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Commune",
            fields=[
                ("insee", models.CharField(max_length=5, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                ("postal_codes", models.CharField(max_length=80)),
                ("population", models.PositiveIntegerField(default=0)),
                ("intercommunality", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Territory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("slug", models.SlugField(unique=True)),
                ("brand", models.CharField(default="Start-Up de Territoire", max_length=60, verbose_name="brand")),
                (
                    "accent",
                    models.CharField(
                        default="#1d5c4d",
                        max_length=7,
                        validators=[members.models.territories.check_accent],
                        verbose_name="accent colour",
                    ),
                ),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="contact address")),
                ("contact_phone", models.CharField(blank=True, max_length=20, verbose_name="contact phone")),
            ],
            options={
                "verbose_name": "territory",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(blank=True, max_length=254, null=True, verbose_name="e-mail")),
                ("given_name", models.CharField(blank=True, max_length=80, verbose_name="given name")),
                ("family_name", models.CharField(blank=True, max_length=80, verbose_name="family name")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("commune_text", models.CharField(blank=True, max_length=80, verbose_name="commune (elsewhere)")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("en", "English")],
                        default="fr",
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
            ],
            options={
                "verbose_name": "person",
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("organiser", "organiser"),
                            ("facilitator", "facilitator"),
                            ("expert", "expert of the committee"),
                            ("chair", "chair of the committee"),
                            ("secretary", "secretary of the committee"),
                            ("member", "member of the cooperative"),
                            ("board", "administrator of the cooperative"),
                            ("finance", "finance"),
                            ("researcher", "researcher"),
                            ("elected", "elected representative"),
                            ("administrator", "administrator of the territory"),
                        ],
                        max_length=14,
                    ),
                ),
                ("since", models.DateField(default=django.utils.timezone.localdate)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roles", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roles", to="members.territory"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RoleStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("given", "given"), ("ended", "ended")], max_length=5)),
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
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="members.role"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Structure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("company", "company"),
                            ("association", "association"),
                            ("authority", "local authority"),
                            ("school", "school"),
                            ("network", "support network"),
                            ("other", "other"),
                        ],
                        default="company",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("siret", models.CharField(blank=True, max_length=14, verbose_name="SIRET")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="structures", to="members.territory"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Perimeter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="perimeters", to="members.commune"
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="perimeter", to="members.territory"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeclaredFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=80)),
                ("value", models.PositiveIntegerField(null=True)),
                ("wording", models.CharField(max_length=250)),
                ("source", models.CharField(max_length=250)),
                ("declared_on", models.CharField(blank=True, max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="declared_figures",
                        to="members.territory",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                name="members_person_email_once",
                violation_error_message="This address is already known.",
            ),
        ),
        migrations.AddConstraint(
            model_name="structure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("siret", ""), _negated=True),
                fields=("territory", "siret"),
                name="members_structure_siret_once",
                violation_error_message="A structure with this SIRET already exists.",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.UniqueConstraint(
                fields=("person", "territory", "kind", "since"), name="members_role_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="members_role_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="perimeter",
            constraint=models.UniqueConstraint(fields=("territory", "commune", "since"), name="members_perimeter_once"),
        ),
        migrations.AddConstraint(
            model_name="perimeter",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"),
                name="members_perimeter_order",
            ),
        ),
    ]
