#!/usr/bin/env python3
"""Fails when the code breaks docs/architecture/layers.txt: a module that names one below it, another module's detail/,
or a walled third-party header outside its module or in a public header. Prints every breach as file:line: sentence."""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def read_layers(path):
    above, walls = {}, {}
    for line in path.read_text().splitlines():
        if not re.match(r"^[a-z_]+ *:", line):
            continue
        module, rest = line.split(":", 1)
        modules, _, prefixes = rest.partition("|")
        module = module.strip()
        named = modules.split()
        for name in named:
            if name not in above:
                sys.exit(f"{path}: {module} names {name}, which does not stand above it")
        above[module] = set(named)
        walls[module] = set(prefixes.split())
    return above, walls


def breaches(root):
    above, walls = read_layers(root / "docs/architecture/layers.txt")
    walled = set().union(*walls.values())
    for module in above:
        for file in sorted((root / module).rglob("*.[ch]pp")):
            relative = file.relative_to(root)
            public = file.suffix == ".hpp" and "detail" not in relative.parts
            for number, line in enumerate(file.read_text().splitlines(), 1):
                match = INCLUDE.match(line)
                if not match:
                    continue
                where, (quote, target) = f"{relative}:{number}", match.groups()
                first, _, rest = target.partition("/")
                if quote == '"' and first in above:
                    if first != module and first not in above[module]:
                        yield f"{where}: {module} may not include {first} (docs/architecture/layers.txt)"
                    if first != module and rest.startswith("detail/"):
                        yield f"{where}: {target} is private to {first}"
                    if public and first == module and rest.startswith("detail/"):
                        yield f"{where}: a public header may not include {target}"
                for prefix in walled:
                    if quote == "<" and target.startswith(prefix):
                        if prefix not in walls[module]:
                            yield f"{where}: <{target}> is walled; {module} may not use it"
                        elif public and module != "base":
                            yield f"{where}: <{target}> may not stand in a public header"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    found = list(breaches(root))
    print("\n".join(found) if found else "layers: the code follows docs/architecture/layers.txt")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
