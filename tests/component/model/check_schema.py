#!/usr/bin/env python3
"""check_schema.py SCHEMA DOCUMENTS.ndjson [SCHEMA DOCUMENTS.ndjson]… — prints every error; exit 1 when there are any.
A schema whose $refs name files beside it is resolved from its folder."""
import functools
import json
import pathlib
import sys

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012


@functools.cache
def registry_of(folder):
    registry = Registry()
    for file in folder.glob("*.json"):
        try:
            content = json.loads(file.read_text())
        except ValueError:
            continue
        if isinstance(content, dict):
            resource = Resource.from_contents(content, default_specification=DRAFT202012)
            registry = registry.with_resource(file.name, resource)
    return registry


def errors(path, documents):
    schema = json.loads(path.read_text())
    schema.pop("$id", None)
    validator = Draft202012Validator(schema, registry=registry_of(path.parent), format_checker=FormatChecker())
    for number, line in enumerate(documents.read_text().splitlines(), 1):
        for error in validator.iter_errors(json.loads(line)):
            yield f"{path.name} document {number} {error.json_path}: {error.message[:200]}"


def main():
    paths = [pathlib.Path(argument) for argument in sys.argv[1:]]
    found = [error for pair in zip(paths[::2], paths[1::2]) for error in errors(*pair)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
