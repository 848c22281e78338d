#!/usr/bin/env python3
"""Fails when a source file of ours has more than 500 lines or a function more than 60 (by brace matching of
clang-formatted code: a function body opens on a line that ends in '{' at namespace or class depth)."""
import pathlib
import re
import subprocess
import sys

FILE_LIMIT, FUNCTION_LIMIT = 500, 60
NOT_FUNCTION = re.compile(r"^\s*(namespace|class|struct|enum|union|extern|template|using|else|do|try)\b|=\s*\{$|^\s*\}|^\S.*\[\]\s*\{$|constexpr .*\{$|^#")


def functions(lines):
    """(first line, length) of every function-like block that is not inside another one."""
    start = None
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip())
        if start is None:
            if line.rstrip().endswith("{") and indent <= 4 and "(" in "".join(lines[max(0, number - 6):number]) \
                    and not NOT_FUNCTION.match(line):
                start, depth = number, indent
        elif line.rstrip() in ("}", "};", "});") and indent == depth:
            yield start, number - start + 1
            start = None


def main():
    root = pathlib.Path(__file__).resolve().parents[1]
    listed = subprocess.run(["git", "ls-files", "*.cpp", "*.hpp", "*.cc"], cwd=root, capture_output=True, text=True, check=True)
    bad = []
    for name in listed.stdout.split():
        lines = (root / name).read_text().splitlines()
        if len(lines) > FILE_LIMIT:
            bad.append(f"{name}: {len(lines)} lines; at most {FILE_LIMIT}")
        for start, length in functions(lines):
            if length > FUNCTION_LIMIT:
                bad.append(f"{name}:{start}: a function of {length} lines; at most {FUNCTION_LIMIT}")
    print("\n".join(bad) if bad else "sizes: every file and function is within its limit")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
