"""What a screen may ask about: each field with its kind, its unit and the names people use for it.

The list is data for every engine, form and text. Definitions and windows: design section 6, reference platform-rules
section 5.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapport.shared.layouts import folded


class Kind(StrEnum):
    """How a field is asked about."""

    NUMBER = "number"
    FLAG = "flag"
    """A number that is 0 or 1, asked for by its name alone."""
    WORD = "word"
    RANKED = "ranked"
    """Up to three words, the best first."""
    SET = "set"
    TEXT = "text"


class Unit(StrEnum):
    """How a number is written."""

    COUNT = "count"
    RATE = "rate"
    """Hundredths of a percent, written as percent."""
    MONEY = "money"
    """Minor units, written in whole ones with the currency."""
    HUNDREDTHS = "hundredths"
    """Written with two decimals."""
    DAYS = "days"
    """Whole days up to now; kept as the day itself, so that they need no new index every night."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to ask about. `ranks` says that a ranking may weigh it."""

    name: str
    kind: Kind
    unit: Unit = Unit.COUNT
    names: tuple[str, ...] = ()
    """Other names people write, in any language."""
    day: str = ""
    """For a number of days: the column of the day itself, counted from 1970."""
    ranks: bool = False


def _count(name: str, *names: str, ranks: bool = False) -> Field:
    return Field(name, Kind.NUMBER, Unit.COUNT, names, "", ranks)


def _rate(name: str, *names: str, ranks: bool = False) -> Field:
    return Field(name, Kind.NUMBER, Unit.RATE, names, "", ranks)


def _money(name: str, *names: str, ranks: bool = False) -> Field:
    return Field(name, Kind.NUMBER, Unit.MONEY, names, "", ranks)


def _flag(name: str, *names: str) -> Field:
    return Field(name, Kind.FLAG, Unit.COUNT, names)


NUMBERS = (
    _count("followers", "粉丝数", "粉丝", ranks=True),
    _money("gmv_30d", "gmv", "sales", "销售额", "近30天gmv", ranks=True),
    _count("units_30d", "units", "sold", "销量", "近30天销量", ranks=True),
    _count("average_views", "avg_views", "views", "平均播放量", "播放量", ranks=True),
    _count("activity_30d", "activity", "posts", "参与度", "发布数", ranks=True),
    _rate("interaction_rate", "interaction", "互动率", ranks=True),
    _rate("engagement_rate", "engagement", "官方互动率", ranks=True),
    _count("videos_30d", "videos", "视频数"),
    _count("lives_30d", "lives", "直播数"),
    _count("average_likes", "avg_likes", "likes", "平均点赞"),
    _count("products_28d", "products", "产品数量", "商品数"),
    _rate("adult_share", "adults", "成年粉丝占比"),
    _rate("female_share", "female", "women", "女粉占比"),
    _rate("commission_rate", "commission", "佣金率"),
    _rate("post_rate", "发布率"),
    Field("promotion_score", Kind.NUMBER, Unit.HUNDREDTHS, ("平台评分",)),
    _money("video_gpm", "短视频gpm"),
    _money("live_gpm", "直播gpm"),
    _count("score", "达人评分", "评分", "投放得分", ranks=True),
    _count("contacts", "联系次数"),
    Field("days_since_contact", Kind.NUMBER, Unit.DAYS, ("未联系天数",), "contact_day"),
    _count("replies", "回复次数"),
    _rate("reply_rate", "回复率", ranks=True),
    _count("reply_minutes", "回复用时"),
    _count("samples_received", "samples", "收样数"),
    _rate("fulfilment_rate", "fulfilment", "公信力", "履约率", ranks=True),
    _count("contents", "产出内容数"),
    _count("paid_orders", "orders", "支付订单数"),
    Field("cadence_30d", Kind.NUMBER, Unit.HUNDREDTHS, ("cadence", "周更数")),
    _count("best_hour", "最佳时段"),
    _count("median_views", "播放中位数"),
    Field("view_spread", Kind.NUMBER, Unit.HUNDREDTHS, ("播放波动",)),
    _rate("top_share", "爆款占比"),
    _rate("shoppable_share", "shoppable", "带货内容占比"),
    _rate("ad_share", "投流占比"),
    _money("sales_per_view", "千次播放成交"),
    _count("suspicion", "存疑信号"),
    Field("days_since_seen", Kind.NUMBER, Unit.DAYS, ("未更新天数",), "seen_day"),
    Field("days_since_added", Kind.NUMBER, Unit.DAYS, ("入库天数",), "added_day"),
)
FLAGS = (
    _flag("blocked", "黑名单", "已拉黑"),
    _flag("invited", "邀约中"),
    _flag("opted_out", "已谢绝"),
)
WORDS = (
    Field("region", Kind.WORD, names=("country", "地区", "国家", "站点")),
    Field("language", Kind.WORD, names=("语言",)),
    Field("currency", Kind.WORD, names=("币种",)),
    Field("source", Kind.WORD, names=("来源",)),
)
RANKED = (Field("category", Kind.RANKED, names=("categories", "类目", "品类", "分类")),)
SETS = (
    Field("tag", Kind.SET, names=("tags", "标签")),
    Field("list", Kind.SET, names=("lists", "名单")),
)
TEXTS = (
    Field("handle", Kind.TEXT, names=("username", "账号", "达人账号")),
    Field("nickname", Kind.TEXT, names=("name", "昵称")),
    Field("bio", Kind.TEXT, names=("简介",)),
    Field("title", Kind.TEXT, names=("titles", "视频标题", "标题")),
)

FIELDS: Mapping[str, Field] = {one.name: one for one in (*NUMBERS, *FLAGS, *WORDS, *RANKED, *SETS, *TEXTS)}
BY_NAME: Mapping[str, Field] = {folded(name): one for one in FIELDS.values() for name in (one.name, *one.names)}
"""Every name people write, in small letters."""
RANKING = tuple(one for one in NUMBERS if one.ranks)
"""What a ranking may weigh."""
