"""The platform's first-level categories: key, English and Chinese name. Keys that are not here show themselves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """A category of products as the marketplace numbers it."""

    key: str
    name_en: str
    name_zh: str


CATEGORIES = {
    category.key: category
    for category in (
        Category("601450", "Beauty & Personal Care", "美妆个护"),
        Category("600001", "Home Supplies", "居家日用"),
        Category("600024", "Kitchenware", "厨房用品"),
        Category("601152", "Womenswear", "女装"),
        Category("603014", "Sports & Outdoor", "运动户外"),
        Category("602118", "Pet Supplies", "宠物用品"),
        Category("700645", "Health", "保健"),
        Category("601739", "Phones & Electronics", "手机数码"),
        Category("602284", "Baby & Maternity", "母婴用品"),
        Category("700437", "Food & Beverages", "食品饮料"),
        Category("604206", "Toys & Hobbies", "玩具爱好"),
        Category("605248", "Fashion Accessories", "时尚配件"),
        Category("600154", "Textiles & Soft Furnishings", "家纺布艺"),
        Category("600942", "Household Appliances", "家用电器"),
        Category("601303", "Modest Fashion", "穆斯林时尚"),
        Category("601352", "Shoes", "鞋靴"),
        Category("601755", "Computers & Office", "电脑办公"),
        Category("604453", "Furniture", "家具"),
        Category("604579", "Tools & Hardware", "五金工具"),
        Category("604968", "Home Improvement", "家装建材"),
        Category("605196", "Car & Motorcycle", "汽车摩托"),
        Category("801928", "Books & Media", "图书音像"),
        Category("802184", "Childrenswear", "童装"),
        Category("824328", "Menswear", "男装"),
        Category("824584", "Luggage & Bags", "箱包"),
        Category("951432", "Collectibles", "收藏品"),
        Category("953224", "Jewellery & Watches", "珠宝钟表"),
        Category("856720", "Digital Goods", "数字商品"),
        Category("940120", "Party & Seasonal", "节庆用品"),
        Category("960310", "Plants & Seeds", "绿植种子"),
    )
}


def category_name(key: str, language: str) -> str:
    """A category by its name in Chinese (`zh…`) or English; an unknown key as it is."""
    found = CATEGORIES.get(key)
    if found is None:
        return key
    return found.name_zh if language.startswith("zh") else found.name_en
