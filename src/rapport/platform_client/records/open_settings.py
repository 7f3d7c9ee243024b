"""What holds for open collaborations by itself: new products, and who gets a sample."""

from rapport.platform_client.records.base import MaybeMoment, Rate, Record, named


class AutomaticOpening(Record):
    """Whether new products are opened to all by themselves, and at which rate."""

    is_on: bool = named("open_collaboration_settings", "auto_add_product", "enable", default=False)
    rate: Rate | None = named("open_collaboration_settings", "auto_add_product", "commission_rate")


class SampleThresholds(Record):
    """
    What a creator needs to be given a sample; None asks for nothing.

    `gmv_from` is in whole units of the market's currency. `category_ids` are of the first level, and one of
    the creator's three best must be among them.
    """

    followers_from: int | None = named("minimum_follower_count")
    gmv_from: int | None = named("minimum_gmv")
    video_views_from: int | None = named("avg_ec_video_views")
    category_ids: tuple[str, ...] = ()
    fulfilment_rank: str | None = named("predicted_fulfillment_rank")


class SampleRule(Record):
    """
    How many samples of a product are given away without being asked one by one, until when, to whom.

    `status` is NOT_STARTED, ONGOING, NO_LEFT_COUNT, PLAN_EXCEPTION or EXPIRED.
    """

    product_id: str
    status: str = ""
    quota: int | None = named("sample_quota")
    available: int | None = named("available_quantity")
    is_unlimited_in_time: bool = named("is_sample_time_unlimited", default=False)
    starts_at: MaybeMoment = named("start_time")
    ends_at: MaybeMoment = named("end_time")
    thresholds: SampleThresholds = SampleThresholds()


class SampleRules(Record):
    items: tuple[SampleRule, ...] = named("sample_rules", default=())
