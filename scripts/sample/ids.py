"""Identities of sample records: UUIDv5 in the product's import namespace, the same for ever."""
import uuid

# kImportNamespace of base/id.cpp.
IMPORT_NAMESPACE = uuid.UUID("6f1f2a0e-5d0c-5a53-9c51-46d5f6a7b001")
SOURCE = "sample"


def derived_id(source, kind, key):
    """The id that an importer derives for row `key` of `kind` in `source`."""
    return str(uuid.uuid5(IMPORT_NAMESPACE, f"{source}\n{kind}\n{key}"))


def record_id(kind, key):
    """Id of a record of the sample directory."""
    return derived_id(SOURCE, kind, key)


def part_id(owner, kind, *key):
    """Id of something inside a record: a schedule, a phone, an attribute."""
    return str(uuid.uuid5(uuid.UUID(owner), "\n".join((kind, *key))))


def taxonomy_id(taxonomy):
    return str(uuid.uuid5(IMPORT_NAMESPACE, taxonomy))


def term_id(taxonomy, code):
    """Id of a term of one of the project's own taxonomies: own_term_id of model/reading.hpp."""
    return str(uuid.uuid5(IMPORT_NAMESPACE, f"{taxonomy}\n{code}"))
