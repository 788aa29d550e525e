from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True)),
                ("kind", models.CharField(max_length=60)),
                ("about", models.CharField(blank=True, max_length=60)),
                ("to", models.EmailField(max_length=254)),
                ("to_name", models.CharField(blank=True, max_length=150)),
                ("language", models.CharField(default="fr", max_length=5)),
                ("subject", models.CharField(max_length=250)),
                ("text", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                ("headers", models.JSONField(default=dict)),
                ("attachments", models.JSONField(default=list)),
                ("secret", models.BooleanField(default=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "will leave"),
                            ("sending", "leaving"),
                            ("sent", "left"),
                            ("failed", "failed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["status", "due_at"], name="outbox_mess_status_c009b6_idx"),
                    models.Index(fields=["about", "-id"], name="outbox_mess_about_f6f6be_idx"),
                    models.Index(fields=["sent_at"], name="outbox_mess_sent_at_3a3664_idx"),
                    models.Index(fields=["to"], name="outbox_mess_to_6f33f1_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("status", "sent")),
                            models.Q(models.Q(("status", "sent"), _negated=True), ("sent_at", None)),
                            _connector="OR",
                        ),
                        name="outbox_message_sent_has_its_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OptOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.EmailField(max_length=254)),
                ("topic", models.CharField(max_length=40)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("address", "topic"), name="outbox_opt_out_once")],
            },
        ),
    ]
