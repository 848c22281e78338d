#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fingerpost {

/// One value cut out of a stream of JSON: text for parse_json, which judges it.
struct JsonItem {
  std::string text;        ///< the value as it stands; the first kKept bytes when it is not whole
  std::string key;         ///< name of the member whose array holds it, empty at top level
  std::uint64_t line = 0;  ///< 1-based line of its first byte
  std::string_view fault;  ///< empty; else `too-large` (beyond max_item) or `breaks-off` (no end)

  static constexpr std::size_t kKept = 65536;
};

/// Cuts a stream of JSON into items without ever holding more than one: the elements of a top-level array, of the
/// arrays named `array_keys` of top-level objects (`{"total_items":…,"contents":[…]}`), and other top-level values,
/// which may follow one another with or without line breaks (ndjson, concatenated documents).
///
/// It finds where a value ends by brackets and quotes alone, so a malformed value costs itself and not its neighbours:
/// a string is taken to end at its line's end, and a line of ndjson that leaves a bracket open ends where the next
/// begins. About one pass over the bytes; memory is one item, at most `max_item`.
class JsonStream {
 public:
  /// Fills the buffer, says how many bytes; 0 at the end.
  using Source = std::function<std::size_t(char* into, std::size_t size)>;

  explicit JsonStream(Source source, std::vector<std::string> array_keys = {}, std::size_t max_item = 16u << 20);

  /// False at the end.
  bool next(JsonItem& item);

  /// The text of the last top-level object whose array was streamed, without that array's elements: valid JSON when the
  /// document was. Complete once the object has ended.
  const std::string& envelope() const { return envelope_; }
  /// True when the bytes end inside a top-level array or envelope.
  bool broke_off() const { return broke_off_; }

 private:
  enum class Place { top, array, envelope };

  int peek();
  int get();
  int skip_space();
  bool top_value(JsonItem& item);
  bool element(JsonItem& item);
  bool envelope_rest(JsonItem& item);
  bool object(JsonItem& item);
  void value(JsonItem& item);
  void scalar(JsonItem& item);
  void string(JsonItem& item);
  void keep(JsonItem& item, char c) const;
  bool next_line_begins_object();

  Source source_;
  std::vector<std::string> array_keys_;
  std::size_t max_item_;
  std::vector<char> buffer_;
  std::size_t at_ = 0, filled_ = 0;
  bool ended_ = false;
  std::uint64_t line_ = 1;
  Place place_ = Place::top;
  bool array_in_envelope_ = false;
  std::string key_;
  std::string envelope_;
  bool lines_ = false;  ///< the top-level value before stood on a line of its own
  bool broke_off_ = false;
};

}  // namespace fingerpost
