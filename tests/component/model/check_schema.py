#!/usr/bin/env python3
"""check_schema.py SCHEMA DOCUMENTS.ndjson — prints every error; exit 1 when there are any.
A schema whose $refs name files beside it is resolved from its folder."""
import json
import pathlib
import sys

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012


def main():
    path = pathlib.Path(sys.argv[1])
    registry = Registry()
    for file in path.parent.glob("*.json"):
        try:
            content = json.loads(file.read_text())
        except ValueError:
            continue
        if isinstance(content, dict):
            resource = Resource.from_contents(content, default_specification=DRAFT202012)
            registry = registry.with_resource(file.name, resource)
    schema = json.loads(path.read_text())
    schema.pop("$id", None)
    validator = Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())
    wrong = 0
    for number, line in enumerate(pathlib.Path(sys.argv[2]).read_text().splitlines(), 1):
        for error in validator.iter_errors(json.loads(line)):
            wrong += 1
            print(f"{path.name} document {number} {error.json_path}: {error.message[:200]}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
