#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace fingerpost::importers {

/// One element of a list.
struct FeedItem {
  std::string id;    ///< text or number as given; empty when it has none
  std::string text;  ///< one line of JSON; as it stood when it could not be parsed (then `json` is null)
  Json json;
};

/// A list's answer, whatever its envelope: `contents` (3.0), `content` (1.0), `items`, `data`, `results`, the list's
/// own name, or a bare array.
struct FeedPage {
  std::vector<FeedItem> items;
  std::string array;  ///< name of the member that holds the items; empty for a bare array
  std::optional<std::int64_t> total_items, total_pages, number, size;
  std::optional<bool> first, last;
  bool whole = true;  ///< false when the JSON breaks off

  bool is_v1() const { return array == "content"; }
};

/// Reads a page item by item: one that is malformed, too deep or too large costs itself alone. nullopt when the body is
/// no page at all: no JSON, or an object without a list.
std::optional<FeedPage> read_feed_page(std::string_view body, std::string_view list_name);

/// The object that a body holds: alone, in an array of one, or wrapped in `data`, `content`, `contents` or `result`.
/// nullopt when it holds none.
std::optional<Json> read_feed_object(std::string_view body);

/// The id of an object: text, or a whole number in decimal. Empty when it has none.
std::string feed_id(const Json& object);

/// True when the object carries nested lists, as full records do and list items do not.
bool is_full(const Json& object);

}  // namespace fingerpost::importers
