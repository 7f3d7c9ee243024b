"""Regions the platform sells in: currency and the time zone a shop starts with. Facts, not platform rules."""

from dataclasses import dataclass

from rapport.shared.refusals import Refusal


class RegionUnknown(Refusal):
    """Not a region that this product knows the currency and time zone of."""

    code = "shops.region_unknown"


@dataclass(frozen=True, slots=True)
class Region:
    """An ISO 3166 code with the names people see."""

    code: str
    name_en: str
    name_zh: str
    currency: str
    timezone: str
    language: str


REGIONS = {
    region.code: region
    for region in (
        Region("US", "United States", "美国", "USD", "America/Los_Angeles", "en"),
        Region("GB", "United Kingdom", "英国", "GBP", "Europe/London", "en"),
        Region("DE", "Germany", "德国", "EUR", "Europe/Berlin", "de"),
        Region("FR", "France", "法国", "EUR", "Europe/Paris", "fr"),
        Region("IT", "Italy", "意大利", "EUR", "Europe/Rome", "it"),
        Region("ES", "Spain", "西班牙", "EUR", "Europe/Madrid", "es"),
        Region("IE", "Ireland", "爱尔兰", "EUR", "Europe/Dublin", "en"),
        Region("TH", "Thailand", "泰国", "THB", "Asia/Bangkok", "th"),
        Region("VN", "Vietnam", "越南", "VND", "Asia/Ho_Chi_Minh", "vi"),
        Region("ID", "Indonesia", "印度尼西亚", "IDR", "Asia/Jakarta", "id"),
        Region("PH", "Philippines", "菲律宾", "PHP", "Asia/Manila", "fil"),
        Region("MY", "Malaysia", "马来西亚", "MYR", "Asia/Kuala_Lumpur", "ms"),
        Region("SG", "Singapore", "新加坡", "SGD", "Asia/Singapore", "en"),
        Region("JP", "Japan", "日本", "JPY", "Asia/Tokyo", "ja"),
        Region("MX", "Mexico", "墨西哥", "MXN", "America/Mexico_City", "es"),
        Region("BR", "Brazil", "巴西", "BRL", "America/Sao_Paulo", "pt"),
    )
}
SPELLINGS = {"UK": "GB"}


def region(code: str) -> Region:
    """The region of a code in either case, `uk` included. Refuses with RegionUnknown."""
    upper = code.strip().upper()
    found = REGIONS.get(SPELLINGS.get(upper, upper))
    if found is None:
        raise RegionUnknown(region=code, known=", ".join(REGIONS))
    return found
