"""What holds for open collaborations by itself: new products, and samples given without review."""

from collections.abc import Sequence
from datetime import datetime

from rapport.platform_client.areas.base import Area
from rapport.platform_client.errors import Occasion, UnfitRequest
from rapport.platform_client.records.base import Done
from rapport.platform_client.records.open_settings import (
    AutomaticOpening,
    SampleRule,
    SampleRules,
    SampleThresholds,
)
from rapport.platform_client.requests import given, seconds


class OpenSettings(Area):
    def automatic_opening(self) -> AutomaticOpening:
        """Tell whether new products are opened to all by themselves."""
        return self.wire.call("open_settings.automatic_opening", AutomaticOpening)

    def set_automatic_opening(self, *, is_on: bool, rate: int) -> None:
        """Open new products to all by themselves, or no longer; `rate` is in hundredths of a percent."""
        body = {"auto_add_product": {"enable": is_on, "commission_rate": rate}}
        self.wire.call("open_settings.set_automatic_opening", Done, body=body)

    def sample_rules(self, *, product_ids: Sequence[str]) -> tuple[SampleRule, ...]:
        """Return the rules of these products; one without a rule is left out."""
        if not product_ids:
            raise UnfitRequest("must name a product", Occasion("open_settings.sample_rules"), "product_ids")
        query = {"product_ids": tuple(product_ids)}
        return self.wire.call("open_settings.sample_rules", SampleRules, query=query).items

    def set_sample_rule(
        self,
        *,
        product_id: str,
        quota: int | None = None,
        starts_at: datetime | None = None,
        ends_at: datetime | None = None,
        thresholds: SampleThresholds | None = None,
    ) -> None:
        """
        Give away `quota` samples of a product to creators who meet the thresholds; the last rule wins.

        Without a start and an end it holds until it is ended. After OutcomeUnknown `sample_rules` tells it.
        """
        if (starts_at is None) != (ends_at is None):
            raise UnfitRequest("goes with starts_at", Occasion("open_settings.set_sample_rule"), "ends_at")
        rule = given(
            activate_status="ACTIVATE",
            sample_quota=quota,
            is_sample_time_unlimited=starts_at is None,
            start_time=seconds(starts_at),
            end_time=seconds(ends_at),
            thresholds=_thresholds(thresholds or SampleThresholds()),
        )
        self._set_rule(product_id, rule)

    def end_sample_rule(self, *, product_id: str) -> None:
        """Give no more samples of a product without review."""
        self._set_rule(product_id, {"activate_status": "DEACTIVATE"})

    def _set_rule(self, product_id: str, rule: dict[str, object]) -> None:
        body = {"product_id": product_id, "sample_rule": rule}
        self.wire.call("open_settings.set_sample_rule", Done, body=body)


def _thresholds(wanted: SampleThresholds) -> dict[str, object]:
    return given(
        minimum_follower_count=wanted.followers_from,
        minimum_gmv=wanted.gmv_from,
        avg_ec_video_views=wanted.video_views_from,
        category_ids=wanted.category_ids,
        predicted_fulfillment_rank=wanted.fulfilment_rank,
    )
