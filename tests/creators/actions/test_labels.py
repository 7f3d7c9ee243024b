"""Tags on many creators at once."""

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.creators.actions.labels import remove_tag, rename_tag, tag_creators, untag_creators
from rapport.creators.models import CreatorTag, Tag
from rapport.creators.queries.groupings import tags_of_creators
from rapport.creators.queries.labels import Named, tags_of
from rapport.creators.rules.naming import NameTaken
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine


def tag(cast: Cast, name: str, *ids: int) -> int:
    return tag_creators(cast.moonwell.pk, ids, name, by=MEI, now=NOW)


def trail(cast: Cast) -> list[tuple[str, str, dict[str, object]]]:
    lines = AuditLine.objects.filter(workspace=cast.moonwell, action__contains="tag").order_by("pk")
    return list(lines.values_list("action", "subject", "data"))


def test_a_tag_is_made_by_its_first_use(cast: Cast) -> None:
    assert tag(cast, "VIP", cast.anna.pk, cast.bao.pk) == 2
    assert tags_of_creators([cast.anna.pk, cast.bao.pk, cast.chai.pk]) == {
        cast.anna.pk: ("VIP",),
        cast.bao.pk: ("VIP",),
    }
    assert trail(cast) == [("creator.tag", "VIP", {"creators": 2})]


def test_the_same_again_changes_nothing_and_leaves_no_line(cast: Cast) -> None:
    tag(cast, "VIP", cast.anna.pk)
    assert tag(cast, "vip", cast.anna.pk, cast.anna.pk) == 0
    assert (Tag.objects.count(), CreatorTag.objects.count(), len(trail(cast))) == (1, 1, 1)


def test_who_carries_it_already_is_not_counted(cast: Cast) -> None:
    tag(cast, "VIP", cast.anna.pk)
    assert tag(cast, "VIP", cast.anna.pk, cast.bao.pk) == 1


def test_a_tag_is_taken_off(cast: Cast) -> None:
    tag(cast, "VIP", cast.anna.pk, cast.bao.pk)
    off = [untag_creators(cast.moonwell.pk, [cast.anna.pk], "vip", by=MEI, now=NOW) for _ in range(2)]
    assert (off, tags_of_creators([cast.anna.pk, cast.bao.pk])) == ([1, 0], {cast.bao.pk: ("VIP",)})
    assert trail(cast)[1:] == [("creator.untag", "vip", {"creators": 1})]


def test_one_stranger_among_them_and_nobody_is_tagged(cast: Cast) -> None:
    with pytest.raises(NotFound):
        tag_creators(cast.harbour.pk, [cast.anna.pk], "VIP", by=MEI, now=NOW)
    assert (Tag.objects.count(), CreatorTag.objects.count()) == (0, 0)


def test_tags_are_listed_by_name_with_how_many_carry_each(cast: Cast) -> None:
    tag(cast, "Spring", cast.anna.pk, cast.bao.pk)
    tag(cast, "Autumn", cast.anna.pk)
    autumn, spring = Tag.objects.order_by("name")
    assert tags_of(cast.moonwell.pk) == [Named(autumn.pk, "Autumn", 1), Named(spring.pk, "Spring", 2)]
    assert tags_of(cast.harbour.pk) == []


def test_a_renamed_tag_stays_on_its_creators(cast: Cast) -> None:
    tag(cast, "VIP", cast.anna.pk)
    rename_tag(cast.moonwell.pk, Tag.objects.get().pk, "Core", by=MEI, now=NOW)
    assert tags_of_creators([cast.anna.pk]) == {cast.anna.pk: ("Core",)}
    assert trail(cast)[1:] == [("tag.rename", "VIP", {"name": "Core"})]


def test_a_tag_may_change_its_case_but_not_take_another_s_name(cast: Cast) -> None:
    tag(cast, "vip", cast.anna.pk)
    tag(cast, "Core", cast.anna.pk)
    vip = Tag.objects.get(folded="vip")
    rename_tag(cast.moonwell.pk, vip.pk, "VIP", by=MEI, now=NOW)
    with pytest.raises(NameTaken):
        rename_tag(cast.moonwell.pk, vip.pk, "CORE", by=MEI, now=NOW)
    assert tags_of_creators([cast.anna.pk]) == {cast.anna.pk: ("Core", "VIP")}


def test_a_removed_tag_is_on_nobody(cast: Cast) -> None:
    tag(cast, "VIP", cast.anna.pk, cast.bao.pk)
    remove_tag(cast.moonwell.pk, Tag.objects.get().pk, by=MEI, now=NOW)
    assert (Tag.objects.count(), CreatorTag.objects.count()) == (0, 0)
    assert trail(cast)[1:] == [("tag.remove", "VIP", {"creators": 2})]
