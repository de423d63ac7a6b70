"""From the text of a query to its tree. The grammar is in docs/query.md; each rule is a method here."""

from __future__ import annotations

from labels.query import values
from labels.query.errors import QueryError
from labels.query.lexer import Kind, Token, tokens
from labels.query.nodes import And, By, Node, Not, Or, Query

#: Brackets within brackets, and things to look for; beyond, SQLite would refuse what this one accepted.
MAX_DEPTH, MAX_TERMS = 30, 100

_STARTS: frozenset[Kind] = frozenset(("(", "-", "not", "word", "quoted", "regex", "field"))


def parse_query(text: str) -> Query:
    """The query that `text` says; an empty one selects every sentence. Raises QueryError."""
    return Query(_Parser(text).query(), text)


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(tokens(text))
        self._at = 0
        self._depth = 0
        self._terms = 0

    def query(self) -> Node:
        """query = [ alternatives ] ;"""
        if self._token.kind == "end":
            return And()
        found = self._alternatives()
        if self._token.kind == ")":
            raise self._error("this bracket closes nothing.")
        return found

    def _alternatives(self) -> Node:
        """alternatives = conjunction , { "or" , conjunction } ;"""
        parts = [self._conjunction()]
        while self._token.kind == "or":
            self._take()
            parts.append(self._conjunction())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _conjunction(self) -> Node:
        """conjunction = term , { [ "and" ] , term } ;"""
        parts = [self._term()]
        while self._token.kind == "and" or self._token.kind in _STARTS:
            if self._token.kind == "and":
                self._take()
            parts.append(self._term())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _term(self) -> Node:
        """term = ( "-" | "not" ) , term | "(" , alternatives , ")" | leaf ;"""
        token = self._take()
        match token.kind:
            case "-" | "not":
                with_term = self._deeper(token)
                self._depth -= 1
                if token.kind == "-" and self._token.at != token.at + 1:
                    raise self._error("a minus stands directly before what it takes out.", token)
                return Not(with_term())
            case "(":
                return self._group(token)
            case "word" | "quoted":
                return self._counted(values.words(token, self._text), token)
            case "regex":
                return self._counted(values.pattern(token, self._text), token)
            case "field":
                return self._counted(values.field(token, self._text), token)
        raise self._unexpected(token)
