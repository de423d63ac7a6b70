"""A page is moved into a tree of one class, whole."""

from lxml import html

from labels.formats.html.one_class import of_one_class


def test_a_page_is_the_same_and_its_elements_are_of_one_class():
    markup = (
        '<html lang="da">a<head><title>Kaj</title></head><body>b<form id="f">c<input name="x"></form>d</body></html>'
    )
    page = of_one_class(html.document_fromstring(markup))
    assert html.tostring(page) == html.tostring(html.document_fromstring(markup))
    assert {type(each) for each in page.iter()} == {html.HtmlElement}
    assert page.getroottree().getroot() is page


def test_a_piece_within_a_page_stays_where_it_is():
    page = html.document_fromstring("<html><body><p>One.</p></body></html>")
    assert of_one_class(page.find("body")) is page.find("body")
