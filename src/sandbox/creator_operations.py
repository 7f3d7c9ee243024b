"""The creator's table: what an app may call with a creator's token."""

from sandbox.creator_calls import CreatorOperation
from sandbox.routes import creator_collaborations, creator_orders, creator_samples, showcases

INFO, READ = "creator.affiliate.info", "creator.affiliate_collaboration.read"
SHOWCASE_READ, SHOWCASE_WRITE = "creator.showcase.read", "creator.showcase.write"

CREATOR_OPERATIONS: tuple[CreatorOperation, ...] = (
    CreatorOperation(
        "get_creator_profile",
        "GET",
        "/affiliate_creator/{version}/profiles",
        ("202508",),
        INFO,
        creator_collaborations.profile,
    ),
    CreatorOperation(
        "search_creator_target_collaborations",
        "POST",
        "/affiliate_creator/{version}/target_collaborations/search",
        ("202405",),
        READ,
        creator_collaborations.search,
        query=creator_collaborations.SEARCH_QUERY,
        body=creator_collaborations.SEARCH_BODY,
    ),
    CreatorOperation(
        "add_showcase_products",
        "POST",
        "/affiliate_creator/{version}/showcases/products/add",
        ("202405",),
        SHOWCASE_WRITE,
        showcases.add,
        body=showcases.ADD_BODY,
    ),
    CreatorOperation(
        "get_showcase_products",
        "GET",
        "/affiliate_creator/{version}/showcases/products",
        ("202405",),
        SHOWCASE_READ,
        showcases.listed,
        query=showcases.LIST_QUERY,
    ),
    CreatorOperation(
        "search_creator_sample_applications",
        "POST",
        "/affiliate_creator/{version}/sample_applications/search",
        ("202412",),
        READ,
        creator_samples.search,
        query=creator_samples.SEARCH_QUERY,
        body=creator_samples.SEARCH_BODY,
    ),
    CreatorOperation(
        "get_creator_sample_application_detail",
        "POST",
        "/affiliate_creator/{version}/sample_applications/single_query",
        ("202412",),
        READ,
        creator_samples.detail,
        body=creator_samples.DETAIL_BODY,
    ),
    CreatorOperation(
        "creator_search_sample_application_fulfillments",
        "POST",
        "/affiliate_creator/{version}/sample_applications/fulfillments/search",
        ("202409",),
        READ,
        creator_samples.fulfilments,
        query=creator_samples.FULFILMENTS_QUERY,
        body=creator_samples.FULFILMENTS_BODY,
    ),
    CreatorOperation(
        "search_creator_affiliate_orders",
        "POST",
        "/affiliate_creator/{version}/orders/search",
        ("202410",),
        READ,
        creator_orders.search,
        query=creator_orders.SEARCH_QUERY,
        body=creator_orders.SEARCH_BODY,
    ),
)
