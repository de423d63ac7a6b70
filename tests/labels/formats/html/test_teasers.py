"""A list announces articles of its own site; an article may present what others sell."""

import pytest

from labels.formats.html.teasers import announces

html = pytest.importorskip("lxml.html")

TEXTS = [f"The walk number {n} leads along the coast and back through the hills above it." for n in range(5)]


def is_list(link: str, menu: str = "", address: str | None = None) -> bool:
    body = "".join(f"<h3>{link.format(n=n)}Walk {n}</a></h3><p>{text}</p>" for n, text in enumerate(TEXTS))
    page = html.fromstring(f"<html><body>{menu}<h1>The five best walks</h1><p>Here they are.</p>{body}</body></html>")
    return announces(page, ["Here they are.", *TEXTS], address)


@pytest.mark.parametrize(
    "link",
    [
        "<a href='https://shop.example/{n}'>",
        "<a href='//www.shop.example/{n}'>",
        "<a href='/go/{n}' rel='sponsored noopener'>",
        "<a href='#walk-{n}'>",
        "<a href='http://[shop/{n}' rel='nofollow'>",
    ],
)
def test_headings_that_lead_elsewhere_announce_no_article(link: str) -> None:
    assert not is_list(link)
    assert not is_list(link, menu="<a href='https://herald.example/sport'>Sport</a>")
    assert not is_list(link, address="https://www.herald.example/walks")


def test_headings_that_lead_to_the_same_site_do() -> None:
    assert is_list("<a href='/walks/{n}'>")
    assert is_list("<a href='https://www.herald.example/{n}'>", address="https://herald.example/walks")
    assert is_list("<a href='https://herald.example/{n}'>", menu="<a href='https://herald.example/sport'>Sport</a>")


def test_headings_with_more_than_a_teaser_below_are_parts_of_an_article():
    parts = "".join(
        f"<h2><a href='/walks/{n}'>Walk {n}</a></h2><p>{each}</p><p>{each[::-1]}</p>" for n, each in enumerate(TEXTS)
    )
    page = html.fromstring(f"<html><body><h1>Five walks</h1>{parts}</body></html>")
    assert not announces(page, [each for text in TEXTS for each in (text, text[::-1])], None)
