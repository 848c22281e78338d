// JSON: what parses is written back and parses to the same; a stream gives the same items in any pieces, and the
// elements of an array that parses are what the stream cuts out of it. The first byte says how large the pieces are.
#include "base/json.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "base/json_stream.hpp"

namespace {

using namespace fingerpost;

void require(bool condition) {
  if (!condition) std::abort();
}

std::vector<JsonItem> items_of(std::string_view bytes, std::size_t piece) {
  JsonStream stream(
      [&](char* into, std::size_t size) {
        const std::size_t got = std::min({size, piece, bytes.size()});
        std::memcpy(into, bytes.data(), got);
        bytes.remove_prefix(got);
        return got;
      },
      {"contents"}, 1 << 16);
  std::vector<JsonItem> items;
  JsonItem item;
  while (stream.next(item)) {
    require(item.text.size() <= (1 << 16));
    items.push_back(item);
  }
  return items;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto pieces = items_of(bytes, data[0] % 16 + 4);
  const auto whole = items_of(bytes, bytes.size() + 1);
  require(pieces.size() == whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i)
    require(pieces[i].text == whole[i].text && pieces[i].line == whole[i].line);

  const auto parsed = parse_json(bytes);
  if (!parsed) return 0;
  const auto again = parse_json(parsed->dump());
  require(again.has_value() && *again == *parsed);
  if (!parsed->is_array()) return 0;
  require(whole.size() == parsed->elements().size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const auto element = parse_json(whole[i].text);
    require(!whole[i].fault.empty() || (element.has_value() && *element == parsed->elements()[i]));
  }
  return 0;
}
