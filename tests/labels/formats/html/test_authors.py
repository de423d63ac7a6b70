"""Authors are people, without the days and offices that stand beside their names."""

import pytest

from labels.formats.html.authors import authors_of

html = pytest.importorskip("lxml.html")


@pytest.mark.parametrize(
    ("found", "clean"),
    [
        ("Nina Holm October", "Nina Holm"),
        ("Nina Holm, Sept.", "Nina Holm"),
        ("Nina HolmDezember", "Nina Holm"),
        ("Nina Holm; Ole Berg Tuesday", "Nina Holm; Ole Berg"),
        ("Nina Holm Staff Writer", "Nina Holm"),
        ("Nina HolmReporter", "Nina Holm"),
        ("Nina Holm; Senior Political Correspondent", "Nina Holm"),
        ("Nina Holm Senior Oslo Correspondent", "Nina Holm"),
        ("Nina Holm; Post Editor Updated Oct", "Nina Holm"),
        ("Editor: Nina Holm", "Nina Holm"),
        ("Par Nina Holm le", "Nina Holm"),
        ("Nina Holm Last updated", "Nina Holm"),
        ("Nina Holm; Published", "Nina Holm"),
        ("Nina Holm January 5", "Nina Holm"),
        ("Nina Holm – 16 December 2016", "Nina Holm"),
        ("Nina Holm, 5. Dezember 2019", "Nina Holm"),
        ("Nina Holm 2019-04-09", "Nina Holm"),
        ("Nina Holm mayo", "Nina Holm"),
        ("Nina Holm dezembro", "Nina Holm"),
        ("Nina Holm lunedì", "Nina Holm"),
        ("Nina Holm; The Herald", "Nina Holm"),
        ("Nina Holm; Herald Staff", "Nina Holm"),
        ("The Associated Press", "The Associated Press"),
        ("nina@post.example (Nina Holm)", "Nina Holm"),
        ("Photo by Nina Holm", None),
        ("October", None),
        ("Staff Writer", None),
        ("Nina May", "Nina May"),
        ("August Holm", "August Holm"),
        ("Nina McMay", "Nina McMay"),
        ("Oslo Reporter", "Oslo Reporter"),
    ],
)
def test_days_and_offices_are_no_part_of_a_name(found: str, clean: str | None) -> None:
    assert authors_of(found, "Post", None) == clean


@pytest.mark.parametrize(
    ("byline", "clean"), [("Nina Holm May 3, 2020", "Nina Holm"), ("Nina Holm May", "Nina Holm May")]
)
def test_a_month_that_may_be_a_name_is_one_where_no_day_follows(byline: str, clean: str) -> None:
    page = html.fromstring(f"<html><body><p>By {byline}</p></body></html>")
    assert authors_of("Nina Holm May", None, None, page) == clean
