"""The table of operations holds together."""

import re

from rapport.platform_client import ENDPOINTS

ROWS = ENDPOINTS.values()


def test_each_operation_and_each_call_stands_once() -> None:
    assert len({(row.method, row.path) for row in ROWS}) == len(ENDPOINTS)
    assert [row.operation for row in ROWS] == list(ENDPOINTS)


def test_each_path_but_those_of_the_token_host_names_its_version() -> None:
    for row in ROWS:
        versioned = re.match(r"/[a-z_]+/20\d{4}/", row.path)
        assert versioned or row.path.startswith("/api/v2/token/"), row.operation


def test_the_cipher_goes_everywhere_but_where_no_shop_is_meant() -> None:
    without = {row.operation for row in ROWS if not row.shop_scoped}
    assert without == {
        "authorization.active_shops",
        "authorization.get_tokens",
        "authorization.refresh_tokens",
        "authorization.shops",
        "conversations.upload_image_of_app",
    }


def test_what_acts_on_the_platform_is_a_write() -> None:
    assert {row.operation for row in ROWS if row.writes} == {
        "authorization.get_tokens",
        "authorization.refresh_tokens",
        "collaborations.create",
        "collaborations.update",
        "collaborations.remove",
        "collaborations.resolve_conflicts",
        "open_collaborations.create",
        "open_collaborations.remove",
        "open_collaborations.remove_creator",
        "exports.start",
        "open_settings.set_automatic_opening",
        "open_settings.set_sample_rule",
        "conversations.open",
        "conversations.send",
        "conversations.mark",
        "conversations.mark_read",
        "samples.review",
        "webhooks.delete",
        "webhooks.set",
    }
