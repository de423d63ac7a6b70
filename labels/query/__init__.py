"""The query language: one way to select sentences, for the desk, the browser, the commands and the API.

    query = parse_query('label:claim -by:ben "said that"')
    for hit in project.searcher.hits(Search(query, "ana", limit=50)): ...

The language is described in docs/query.md.
"""

from labels.query.counting import count
from labels.query.errors import QueryError
from labels.query.find import find
from labels.query.pages import Hit
from labels.query.parser import parse_query
from labels.query.query import Query
from labels.query.search import Search

__all__ = ["Hit", "Query", "QueryError", "Search", "count", "find", "parse_query"]
