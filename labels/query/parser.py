"""From the text of a query to its tree. The grammar is in docs/query.md; each rule is a method here."""

from __future__ import annotations

from labels.query import values
from labels.query.errors import QueryError
from labels.query.lexer import Kind, Token, tokens
from labels.query.nodes import And, By, Leaf, Node, Not, Or
from labels.query.query import Query

#: Brackets within brackets, and things to look for; far beyond, SQLite would refuse what was accepted here.
MAX_DEPTH, MAX_TERMS = 30, 100

_STARTS: frozenset[Kind] = frozenset(("(", "-", "not", "word", "quoted", "regex", "field"))


def parse_query(text: str) -> Query:
    """The query that `text` says; an empty one selects every sentence. Raises QueryError."""
    return Query(_Parser(text).query(), text)


class _Parser:
    """Recursive descent over the tokens."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(tokens(text))
        self._next = 0
        self._terms = 0

    def query(self) -> Node:
        """Query = [ alternatives ] ;"""
        if self._token.kind == "end":
            return And()
        found = self._alternatives(0)
        if self._token.kind == ")":
            raise QueryError("this bracket closes nothing.", self._text, self._token.at)
        return found

    @property
    def _token(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._token
        if token.kind != "end":
            self._next += 1
        return token

    def _alternatives(self, depth: int) -> Node:
        """Alternatives = conjunction , { "or" , conjunction } ;"""
        parts = [self._conjunction(depth)]
        while self._token.kind == "or":
            self._take()
            parts.append(self._conjunction(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _conjunction(self, depth: int) -> Node:
        """Conjunction = term , { [ "and" ] , term } ;"""
        parts = [self._term(depth)]
        while self._token.kind == "and" or self._token.kind in _STARTS:
            if self._token.kind == "and":
                self._take()
            parts.append(self._term(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _term(self, depth: int) -> Node:
        """Term = ( "-" | "not" ) , term | "(" , alternatives , ")" | leaf ;"""
        token = self._take()
        if depth > MAX_DEPTH:
            raise QueryError(f"brackets and nots go at most {MAX_DEPTH} deep.", self._text, token.at)
        match token.kind:
            case "-" | "not":
                if token.kind == "-" and self._token.at != token.at + 1:
                    raise QueryError("a minus stands directly before what it leaves out.", self._text, token.at)
                return Not(self._term(depth + 1))
            case "(":
                return self._group(token, depth)
            case "word" | "quoted" | "regex" | "field":
                return self._leaf(token)
        raise self._unexpected(token)

    def _group(self, opening: Token, depth: int) -> Node:
        if self._token.kind == ")":
            raise QueryError("nothing stands between these brackets.", self._text, opening.at)
        inside = self._alternatives(depth + 1)
        if self._take().kind != ")":
            raise QueryError("this bracket is not closed.", self._text, opening.at)
        # (by:ana) is a group of its own, so that it says nothing of what stands beside it.
        return And((inside,)) if isinstance(inside, By) else inside

    def _leaf(self, token: Token) -> Leaf:
        self._terms += 1
        if self._terms > MAX_TERMS:
            raise QueryError(f"a query looks for at most {MAX_TERMS} things.", self._text, token.at)
        match token.kind:
            case "regex":
                return values.pattern(token, self._text)
            case "field":
                return values.field(token, self._text)
        return values.words(token, self._text)

    def _unexpected(self, token: Token) -> QueryError:
        expected = "a word, a field such as label:claim, or a bracket is missing"
        what = {"end": "here at the end", ")": "before this bracket"}.get(token.kind, f"before “{token.text}”")
        return QueryError(f"{expected} {what}.", self._text, token.at)
