"""Prints the syntax tree of each file named on standard input as CPython sees it, one line a file.

The form is that of leibniz.python.Dump: Node@line:column-line:column(parts), columns in UTF-16
units from 1. Of f-strings only the structure is shown: their places changed between versions.
"""
import ast
import re
import struct
import sys

SKIPPED = {"ctx", "type_comment", "kind", "simple", "type_ignores", "type_params"}


class Dumper:
    def __init__(self, text):
        self.bom = text.startswith("\ufeff")
        text = text[1:] if self.bom else text
        self.lines = [l.encode("utf-8", "surrogatepass") for l in re.split("\r\n|\r|\n", text)]

        self.vague = set()

    def column(self, line, offset):
        before = self.lines[line - 1][:offset].decode("utf-8", "surrogatepass")
        mark = 1 if self.bom and line == 1 else 0
        return len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1 + mark

    def span(self, n, first=None):
        f = first or n
        return "@%d:%d-%d:%d" % (
            f.lineno, self.column(f.lineno, f.col_offset),
            n.end_lineno, self.column(n.end_lineno, n.end_col_offset))

    def is_elif(self, n):
        return self.lines[n.lineno - 1][n.col_offset:].startswith(b"elif")

    def dump(self, n, places=True):
        if isinstance(n, list):
            return "[" + ",".join(self.dump(x, places) for x in n) + "]"
        if not isinstance(n, ast.AST):
            return constant(n)
        name = type(n).__name__
        if isinstance(n, (ast.operator, ast.unaryop, ast.cmpop, ast.boolop)):
            return name
        first = None
        fields = [(f, getattr(n, f, None)) for f in n._fields if f not in SKIPPED]
        if isinstance(n, (ast.FunctionDef, ast.ClassDef)) and n.decorator_list:
            first = n.decorator_list[0]
        if isinstance(n, (ast.Call, ast.ClassDef)):
            args = n.args if isinstance(n, ast.Call) else n.bases
            both = sorted(args + n.keywords, key=lambda a: (a.lineno, a.col_offset))
            fields = [(f, v) for f, v in fields if f not in ("args", "bases", "keywords")]
            fields.append(("arguments", both))
        if isinstance(n, ast.If):
            branches, rest = [n], n.orelse
            while len(rest) == 1 and isinstance(rest[0], ast.If) and self.is_elif(rest[0]):
                branches.append(rest[0])
                rest = rest[0].orelse
            fields = []
            for b in branches:
                fields += [("test", b.test), ("body", b.body)]
            fields.append(("orelse", rest))
        if isinstance(n, ast.arguments):
            late = (n.posonlyargs + n.args)[len(n.posonlyargs + n.args) - len(n.defaults):]
            late += [a for a, d in zip(n.kwonlyargs, n.kw_defaults) if d is not None]
            self.vague.update(late + [a for a in (n.vararg, n.kwarg) if a is not None])
        inside = places and not isinstance(n, ast.JoinedStr)
        span = ""
        if places and hasattr(n, "lineno") and not isinstance(n, (ast.keyword, ast.ExceptHandler)):
            span = self.span(n, first)
            if first is not None or isinstance(n, ast.GeneratorExp) or n in self.vague:
                span = "@"
        return name + span + "(" + ",".join(self.dump(v, inside) for _, v in fields) + ")"


def constant(v):
    if isinstance(v, bool) or v is None or v is ...:
        return str(v)
    if isinstance(v, int):
        return hex(v)
    if isinstance(v, float):
        return "f" + struct.pack(">d", v).hex()
    if isinstance(v, complex):
        return "j" + struct.pack(">d", v.imag).hex()
    if isinstance(v, bytes):
        return "b'" + v.hex() + "'"
    return "'" + v.encode("utf-16-be", "surrogatepass").hex() + "'"


def main():
    sys.setrecursionlimit(20000)
    for path in sys.stdin.read().splitlines():
        with open(path, encoding="utf-8", newline="") as f:
            text = f.read()
        bom = text.startswith("\ufeff")
        try:
            print(Dumper(text).dump(ast.parse(text[1:] if bom else text)))
        except (SyntaxError, ValueError, RecursionError, MemoryError) as e:
            print("!", e)


main()
