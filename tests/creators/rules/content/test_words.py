"""Topics and words of titles in the languages of the markets; hashtags first."""

import pytest
from tests.cast import NOW

from rapport.creators.queries.lexicon import lexicon
from rapport.creators.rules.content.posts import Post
from rapport.creators.rules.content.words import Term, hashtags, topics_of, words


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("My glow #Skincare #VitaminC!", {"skincare", "vitaminc"}),
        ("#护肤#精华液 今天", {"护肤", "精华液"}),
        ("#ครีมกันแดด ดีมาก", {"ครีมกันแดด"}),
        ("#dưỡngda#làmđẹp", {"dưỡngda", "làmđẹp"}),
        ("No. #1 and # nothing", {"1"}),
        ("", set()),
    ],
)
def test_hashtags_stand_with_or_without_blanks(title: str, found: set[str]) -> None:
    assert hashtags(title) == found


@pytest.mark.parametrize(
    ("language", "title", "found"),
    [
        ("en", "This is my serum and I don't hide it #fyp", {"serum", "hide"}),
        ("id", "Ini serum yang bisa buat kulit glowing", {"serum", "kulit", "glowing"}),
        ("ms", "Serum ini memang untuk kulit", {"serum", "kulit"}),
        ("vi", "Kem dưỡng của mình rất tốt", {"kem", "dưỡng", "tốt"}),
        ("fil", "Ang serum na ito para sa balat", {"serum", "balat"}),
        ("de", "Das ist meine Lieblingscreme für die Haut", {"lieblingscreme", "haut"}),
        ("es", "Mi crema favorita para la cara", {"crema", "favorita", "cara"}),
        ("fr", "J’ai trouvé la crème pour toi", {"trouvé", "crème"}),
        ("it", "La mia crema per il viso", {"crema", "viso"}),
        ("zh", "今天给大家分享一款超级好用的精华液", {"分享", "好用", "精华"}),
        ("ja", "今日はおすすめの美容液を紹介します", {"おすすめの", "美容液", "紹介"}),
        ("th", "รีวิวครีมกันแดด ที่ดีมาก", {"รีวิว", "ครีม", "แดด", "ดี"}),
    ],
)
def test_words_of_each_language_without_those_of_every_title(language: str, title: str, found: set[str]) -> None:
    assert words(title, [language], lexicon()) == found


def test_addresses_and_numbers_are_no_words() -> None:
    assert words("Serum 50 ml by @moonwell.shop https://moonwell.example/x 2026", [], lexicon()) == {"serum", "ml"}


def test_what_stands_under_any_post_is_no_topic() -> None:
    posts = [Post(posted_at=NOW, title="Serum #fyp #skincare", views=10), Post(posted_at=NOW, title="#skincare #viral")]
    found = topics_of(posts, ["en"], lexicon())
    assert found.hashtags == (Term("skincare", 2, 10),)
    assert (found.words, found.titled) == ((Term("serum", 1, 10),), 2)


def test_a_word_said_twice_in_a_title_counts_once() -> None:
    posts = [Post(posted_at=NOW, title=title, views=views) for title, views in (("lamp LAMP lamp", 4), ("cup", None))]
    found = topics_of(posts, [], lexicon())
    assert found.words == (Term("cup", 1, None), Term("lamp", 1, 4))


def test_posts_without_titles_have_no_topics() -> None:
    found = topics_of([Post(posted_at=NOW)], ["en"], lexicon())
    assert (found.hashtags, found.words, found.titled) == ((), (), 0)
