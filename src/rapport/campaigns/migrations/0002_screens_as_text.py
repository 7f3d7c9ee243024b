"""Screens of campaigns, kept as lists of bounds so far, as the text they are kept as now."""

from typing import Any

from django.db import migrations

RATES = {"interaction_rate", "engagement_rate", "adult_share", "female_share", "commission_rate", "post_rate"}


def as_text(apps: Any, schema_editor: Any) -> None:
    campaigns = apps.get_model("campaigns", "Campaign")
    for one in campaigns.objects.all():
        if "text" not in one.screen:
            one.screen = {"text": " and ".join(parts(one.screen))}
            one.save(update_fields=["screen"])


def parts(screen: dict[str, Any]) -> list[str]:
    """The conditions of a screen as it was kept before."""
    found = [f"region = {screen['region']}"] if screen.get("region") else []
    if screen.get("categories"):
        quoted = ", ".join('"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"' for key in screen["categories"])
        found.append(f"category in ({quoted})")
    for metric, low, high in screen.get("ranges", []):
        found += [f"{metric} {mark} {figure(metric, bound)}" for mark, bound in ((">=", low), ("<=", high)) if bound is not None]
    return found


def figure(metric: str, bound: int) -> str:
    if metric in RATES:
        return f"{bound // 100}.{bound % 100:02}%"
    return f"{bound} minor" if metric == "gmv_30d" else str(bound)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]
    operations = [migrations.RunPython(as_text, migrations.RunPython.noop)]
