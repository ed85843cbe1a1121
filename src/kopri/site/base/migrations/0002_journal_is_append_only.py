"""The database refuses to change or delete an entry of the journal."""

from django.db import migrations

from kopri.site.base.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial")]
    operations = [append_only("base_journalentry")]
