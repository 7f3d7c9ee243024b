"""Digests: one row a creator, written with the posts that an import keeps."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.cast import MEI, NOW, Cast
from tests.sheets import CREATOR_PRODUCTS, VIDEO, sheet

from rapport.creators.actions import imports
from rapport.creators.actions.content import digest_content
from rapport.creators.actions.imports import import_creators
from rapport.creators.models import ContentDigest, Creator, LibraryChange, SeenVideo

DAY = timedelta(days=1)
TITLED = [*CREATOR_PRODUCTS, "视频标题"]


def post(who: Creator, title: str, days_ago: int, **more: object) -> None:
    SeenVideo.objects.create(creator=who, posted_at=NOW - days_ago * DAY, title=title, **more)


def imported(cast: Cast, *rows: dict[str, str], now: datetime = NOW) -> None:
    import_creators(cast.moonwell.pk, io.BytesIO(sheet(TITLED, rows)), "videos.csv", by=MEI, now=now)


def video(day: int, **cells: str) -> dict[str, str]:
    """A video of Linh in February 2026."""
    told = {"Creator_username": "linh", "视频标题": "", "发布时间": f"2026-02-{day:02d} 19:00:00(UTC+7)"}
    return VIDEO | told | cells


def test_a_digest_holds_what_the_posts_show(cast: Cast) -> None:
    for day, views in enumerate((100, 200, 300, 400, 1000), start=1):
        sold = {"units_28d": 1, "gmv_28d_minor": 500, "currency": "GBP", "is_ad": day == 1}
        post(cast.anna, "Serum #skincare", day, views=views, **sold)
    assert digest_content(cast.moonwell.pk, [cast.anna.pk, cast.bao.pk], now=NOW) == 1
    row = ContentDigest.objects.get()
    assert (row.creator, row.digested_on, row.posts, row.newest_at) == (cast.anna, date(2026, 3, 2), 5, NOW - DAY)
    assert (row.cadence_30d, row.longest_gap_days, row.best_hour) == (117, 1, None)
    assert (row.median_views, row.view_spread, row.top_share) == (300, 333, 5000)
    assert (row.shoppable_share, row.ad_share) == (None, 2000)
    assert (row.sales_per_view_minor, row.units_per_view, row.currency) == (1250, 250, "GBP")
    assert (row.top_words, row.top_hashtags, row.suspicion) == (["serum"], ["skincare"], None)


def test_an_import_digests_the_creators_whose_posts_it_brings(cast: Cast) -> None:
    post(cast.anna, "Serum", 1)
    imported(cast, video(20, 视频标题="Kem dưỡng #skincare", 播放量="900"), video(24, 播放量="300"))
    row = ContentDigest.objects.get()
    assert (row.creator.handle, row.posts, row.median_views) == ("linh", 2, 600)
    assert (row.cadence_30d, row.top_hashtags) == (47, ["skincare"])


def test_what_a_video_sold_is_kept_once_for_all_its_products(cast: Cast) -> None:
    sold = {"[28天]店铺商品销量": "4", "[28天]店铺商品销售额": "1454000", "播放量": "1.23万"}
    imported(cast, video(20, **sold), video(20, **sold, 商品ID="p_2"), video(21, 播放量="100"), video(22, 播放量="50"))
    row = ContentDigest.objects.get()
    assert (row.posts, row.sales_per_view_minor, row.currency) == (3, None, "")
    told = {("[28天]店铺商品销量"): "0", "[28天]店铺商品销售额": "0"}
    imported(cast, video(21, 播放量="100", **told), video(22, 播放量="50", **told))
    row.refresh_from_db()
    assert (row.units_per_view, row.sales_per_view_minor, row.currency) == (32, 116_787, "VND")


def test_lives_and_brands_are_kept_where_a_file_names_them(cast: Cast) -> None:
    columns = [*TITLED, "内容形式", "品牌", "是否带货"]
    rows = [video(20, 内容形式="直播", 品牌="Moonwell", 是否带货="是")]
    import_creators(cast.moonwell.pk, io.BytesIO(sheet(columns, rows)), "lives.csv", by=MEI, now=NOW)
    (kept,) = SeenVideo.objects.all()
    assert (kept.form, kept.is_shoppable) == ("live", True)
    assert list(kept.creator.carried.values_list("brand", flat=True)) == ["Moonwell"]


def test_the_same_posts_again_are_no_news_to_the_index(cast: Cast) -> None:
    post(cast.anna, "Serum", 1)
    digest_content(cast.moonwell.pk, [cast.anna.pk], now=NOW)
    LibraryChange.objects.all().delete()
    digest_content(cast.moonwell.pk, [cast.anna.pk], now=NOW)
    assert not LibraryChange.objects.exists()
    post(cast.anna, "Candle", 2)
    digest_content(cast.moonwell.pk, [cast.anna.pk], now=NOW)
    assert LibraryChange.objects.get().creator_ids == [cast.anna.pk]


def test_suspicion_stays_when_posts_are_digested_anew(cast: Cast) -> None:
    ContentDigest.objects.create(creator=cast.anna, suspicion=2, suspected_on=date(2026, 3, 1))
    post(cast.anna, "Serum", 1)
    digest_content(cast.moonwell.pk, [cast.anna.pk], now=NOW)
    row = ContentDigest.objects.get()
    assert (row.suspicion, row.suspected_on, row.posts) == (2, date(2026, 3, 1), 1)


def test_harbour_digests_nobody_of_moonwell(cast: Cast) -> None:
    post(cast.anna, "Serum", 1)
    assert digest_content(cast.harbour.pk, [cast.anna.pk], now=NOW) == 0


class Killed(BaseException):
    """The process ends here."""


def test_posts_and_digest_are_kept_together_or_not_at_all(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> int:
        raise Killed

    monkeypatch.setattr(imports, "digest_content", killed)
    with pytest.raises(Killed):
        imported(cast, video(20))
    assert (SeenVideo.objects.count(), ContentDigest.objects.count()) == (0, 0)


def test_a_digest_is_of_the_day_on_which_the_file_was_read(cast: Cast) -> None:
    imported(cast, video(20), now=datetime(2026, 4, 1, 8, tzinfo=UTC))
    row = ContentDigest.objects.get()
    assert (row.digested_on, row.cadence_30d, row.newest_at) == (
        date(2026, 4, 1),
        None,
        datetime(2026, 2, 20, 12, tzinfo=UTC),
    )
