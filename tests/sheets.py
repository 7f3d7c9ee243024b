"""Made-up files in the layouts that the product reads: headers as the sources write them, rows of the cast."""

import csv
import io
from collections.abc import Iterable, Mapping

SHOP_CREATORS = [
    "creator",
    "category",
    "followers",
    "all_units",
    "all_gmv",
    "video_gpm",
    "live_gpm",
    "own_gmv",
    "own_orders",
    "own_items",
    "own_live_gmv",
    "own_video_gmv",
    "own_est_commission",
    "own_refunded_gmv",
    "own_items_refunded",
    "own_videos",
    "own_lives",
    "own_target_gmv",
    "own_open_gmv",
    "own_impressions",
]
CREATOR_PRODUCTS = [
    "Creator_username",
    "达人分类",
    "粉丝数",
    "带货销量",
    "带货销售额",
    "直播GPM",
    "视频GPM",
    "此店铺商品数",
    "视频时长",
    "是否投流",
    "发布时间",
    "播放量",
    "[28天]点赞数",
    "[28天]店铺商品销量",
    "[28天]店铺商品销售额",
    "店铺商品数",
    "售价",
    "商品分类",
    "上架时间",
    "佣金比例",
    "[28天]销量",
    "[28天]销售额",
    "商品ID",
    "商品类别",
]
TOP_ACCOUNTS = [
    "Tiktoker name",
    "Subscribers count",
    "Views avg.",
    "Likes avg",
    "Comments avg.",
    "Shares avg",
    "category",
]
ORDERS = [
    "Order ID",
    "Product ID",
    "Product Name",
    "SKU ID",
    "Price",
    "Payment Amount",
    "Currency",
    "Quantity",
    "Fully returned or refunded",
    "Payment method",
    "Order Status",
    "Creator Username",
    "Creator Region",
    "Content Type",
    "Content ID",
    "commission model",
    "Standard commission rate",
    "Est. Commission Base",
    "Est. standard commission payment",
    "Actual Commission Base",
    "Actual Commission Payment",
    "Shop Ads commission rate",
    "Est. Shop Ads commission payment",
    "Actual Shop Ads commission payment",
    "Est. co-funded creator bonus",
    "Actual co-funded creator bonus",
    "Time Created",
    "Payment time",
    "Order Delivery Time",
    "Time Commission Paid",
    "Platform",
]
VIDEO = {
    "Creator_username": "anna",
    "达人分类": "美妆",
    "粉丝数": "3.60万",
    "带货销量": "1850",
    "带货销售额": "401130000.0",
    "直播GPM": "81.24万₫-81.24万₫",
    "视频GPM": "1356₫-1394₫",
    "视频时长": "00:02:22",
    "是否投流": "否",
    "发布时间": "2025-01-13 19:32:08(UTC+7)",
    "播放量": "3.60万",
    "[28天]点赞数": "234",
    "售价": "99,000₫",
    "商品分类": "手机与数码/音箱",
    "佣金比例": "15.5%",
    "[28天]销量": "1558",
    "[28天]销售额": "153994500",
    "商品ID": "p_1",
    "商品类别": "Amber Candle",
}
ORDER = {
    "Order ID": "576000000000000001",
    "Product ID": "1729000000000000001",
    "Product Name": "Amber Candle",
    "SKU ID": "1729000000000000002",
    "Price": "50.00",
    "Payment Amount": "100.00",
    "Currency": "GBP",
    "Quantity": "2",
    "Fully returned or refunded": "No",
    "Order Status": "Completed",
    "Creator Username": "anna",
    "Creator Region": "GB",
    "Content Type": "Video",
    "Content ID": "7500000000000000001",
    "Standard commission rate": "15.5%",
    "Est. Commission Base": "100.00",
    "Est. standard commission payment": "15.50",
    "Actual Commission Base": "70.00",
    "Actual Commission Payment": "10.85",
    "Time Created": "01/02/2026 10:28:37",
    "Order Delivery Time": "03/02/2026 09:00:00",
    "Time Commission Paid": "18/02/2026 09:00:00",
}
"""An order of 100.00 of which 30.00 came back."""


def sheet(columns: Iterable[str], rows: Iterable[Mapping[str, str]], mark: str = ",", encoding: str = "utf-8") -> bytes:
    """A delimited file; cells a row does not name are empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns), restval="", delimiter=mark)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def orders(*changes: Mapping[str, str]) -> bytes:
    """An order export with its byte-order mark: a row for each change of the order above."""
    return sheet(ORDERS, [{**ORDER, **change} for change in changes], encoding="utf-8-sig")
