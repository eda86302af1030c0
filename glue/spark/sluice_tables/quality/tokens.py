"""DQDL as tokens with their places."""

import re
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Token:
    """`text` of a text is what stands between the quotes; `start` and `end` are offsets into the source."""

    kind: str
    text: str
    line: int
    column: int
    start: int
    end: int


_PATTERN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<text>"(?:[^"\\]|\\[\s\S])*")
    |(?P<number>-?\d+(?:\.\d+)?(?![\w.]))
    |(?P<word>[A-Za-z_][\w.]*)
    |(?P<mark>!=|>=|<=|[=<>\[\](),{}:+-])
    |(?P<space>\s+)
    |(?P<bad>[\s\S])""",
    re.VERBOSE,
)


class RuleSyntaxError(Exception):
    """The text stops being DQDL at a token; parse_rules alone catches it."""

    def __init__(self, expected: str, token: Token) -> None:
        super().__init__(expected)
        self.expected = expected
        self.token = token


def tokenise(source: str) -> list[Token]:
    """All but white space; the last token is of kind `end`."""
    tokens = []
    for match in _PATTERN.finditer(source):
        kind = match.lastgroup or "bad"
        if kind == "space":
            continue
        raw = match.group()
        text = re.sub(r'\\(["\\])', r"\1", raw[1:-1]) if kind == "text" else raw
        tokens.append(_token(source, kind, text, match.start(), match.end()))
    tokens.append(_token(source, "end", "", len(source), len(source)))
    return tokens


def _token(source: str, kind: str, text: str, start: int, end: int) -> Token:
    line_start = source.rfind("\n", 0, start) + 1
    return Token(kind, text, source.count("\n", 0, start) + 1, start - line_start + 1, start, end)


class TokenReader:
    """Walks over the tokens. Every `take` raises RuleSyntaxError when something else is there."""

    def __init__(self, source: str) -> None:
        every = tokenise(source)
        self._source = source
        self._tokens = [token for token in every if token.kind != "comment"]
        self._warnings = {token for before, token in pairwise(every) if _is_warn_line(every, before)}
        self._index = 0

    def peek(self) -> Token:
        return self._tokens[min(self._index, len(self._tokens) - 1)]

    def take(self) -> Token:
        token = self.peek()
        self._index += 1
        return token

    def is_word(self, *words: str) -> bool:
        return self.peek().kind == "word" and self.peek().text in words

    def is_mark(self, *marks: str) -> bool:
        return self.peek().kind == "mark" and self.peek().text in marks

    def is_end(self) -> bool:
        return self.peek().kind == "end"

    def warns(self) -> bool:
        """Whether the line before the next token is the comment `# warn`."""
        return self.peek() in self._warnings

    def take_mark(self, mark: str, expected: str | None = None) -> Token:
        if not self.is_mark(mark):
            raise self.problem(expected or mark)
        return self.take()

    def take_word(self, word: str, expected: str | None = None) -> Token:
        if not self.is_word(word):
            raise self.problem(expected or word)
        return self.take()

    def take_text(self) -> str:
        if self.peek().kind != "text":
            raise self.problem("a text in double quotes")
        return self.take().text

    def text_since(self, token: Token) -> str:
        """The source from a token up to the last one taken."""
        last = self._tokens[self._index - 1]
        return re.sub(r"\s+", " ", self._source[token.start : last.end])

    def problem(self, expected: str) -> RuleSyntaxError:
        return RuleSyntaxError(expected, self.peek())


def _is_warn_line(tokens: list[Token], token: Token) -> bool:
    """`# warn` stands alone on its line: neither a trailing comment nor part of a longer remark."""
    if token.kind != "comment" or not re.fullmatch(r"#\s*warn\s*", token.text):
        return False
    index = tokens.index(token)
    return index == 0 or tokens[index - 1].line != token.line
