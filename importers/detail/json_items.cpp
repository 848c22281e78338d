#include "importers/detail/json_items.hpp"

#include "base/text.hpp"
#include "importers/detail/text_decoding.hpp"

namespace fingerpost::importers {

JsonItems::JsonItems(const InputFile& file, std::vector<std::string> array_keys)
    : bytes_(decoded_text(file.open())),
      stream_(
          [bytes = bytes_](char* into, std::size_t size) {
            return bytes->read({into, size});
          },
          std::move(array_keys)) {}

bool JsonItems::next(ParsedItem& item) {
  if (!stream_.next(cut_)) return false;
  item.json = Json();
  item.text = std::move(cut_.text);
  item.key = std::move(cut_.key);
  ++count_;
  item.line = cut_.line == last_line_ ? count_ : cut_.line;
  last_line_ = cut_.line;
  item.fault = cut_.fault;
  item.detail = item.fault == "too-large"    ? "The value is larger than what is read at once."
                : item.fault == "breaks-off" ? "The value breaks off before its end."
                                             : "";
  if (!item.fault.empty()) return true;
  if (!is_valid_utf8(item.text)) item.text = utf8_from_windows_1252(item.text);
  auto parsed = parse_json(item.text);
  if (parsed) {
    item.json = std::move(*parsed);
  } else {
    item.fault = kind_of(parsed.error().front().code).slug;
    item.detail = parsed.error().front().detail;
  }
  return true;
}

}  // namespace fingerpost::importers
