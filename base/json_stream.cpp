#include "base/json_stream.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace fingerpost {
namespace {

constexpr std::size_t kChunk = 1 << 16;
constexpr int kEnd = -1;

bool is_space(int c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool ends_scalar(int c) { return c == kEnd || is_space(c) || c == ',' || c == ']' || c == '}' || c == '{' || c == '['; }

}  // namespace

JsonStream::JsonStream(Source source, std::vector<std::string> array_keys, std::size_t max_item)
    : source_(std::move(source)), array_keys_(std::move(array_keys)), max_item_(max_item), buffer_(kChunk) {
  if (peek() == 0xEF) at_ += std::min<std::size_t>(filled_, 3);  // byte order mark
}

int JsonStream::peek() {
  if (at_ == filled_) {
    if (ended_) return kEnd;
    filled_ = source_(buffer_.data(), buffer_.size());
    at_ = 0;
    ended_ = filled_ == 0;
    if (ended_) return kEnd;
  }
  return static_cast<unsigned char>(buffer_[at_]);
}

int JsonStream::get() {
  const int c = peek();
  if (c == kEnd) return c;
  ++at_;
  if (c == '\n') ++line_;
  return c;
}

int JsonStream::skip_space() {
  while (is_space(peek())) get();
  return peek();
}

void JsonStream::keep(JsonItem& item, char c) const {
  if (item.text.size() < max_item_)
    item.text += c;
  else
    item.fault = "too-large";
}

bool JsonStream::next(JsonItem& item) {
  while (true) {
    item.text.clear();
    item.key.clear();
    item.fault = {};
    bool found = false;
    if (place_ == Place::envelope) {
      found = envelope_rest(item);
    } else {
      while (skip_space() == ',' || peek() == 0x1E) get();  // RFC 7464 sequences put 0x1E before each value
      if (peek() == kEnd) {
        broke_off_ = broke_off_ || place_ != Place::top;
        return false;
      }
      item.line = line_;
      found = place_ == Place::array ? element(item) : top_value(item);
    }
    if (!found) continue;
    if (!item.fault.empty()) item.text.resize(std::min(item.text.size(), JsonItem::kKept));
    return true;
  }
}

/// True when an item was read; false when an array or envelope was entered.
bool JsonStream::top_value(JsonItem& item) {
  const int c = peek();
  if (c == '[') {
    get();
    place_ = Place::array;
    array_in_envelope_ = false;
    key_.clear();
    return false;
  }
  if (c != '{') {
    // A bare value, or no JSON at all: whatever it is, it ends with its line.
    while (peek() != kEnd && peek() != '\n' && peek() != '\r') keep(item, static_cast<char>(get()));
    return true;
  }
  const std::uint64_t line = line_;
  const bool read = object(item);
  lines_ = read && line == line_ && (peek() == '\n' || peek() == '\r');
  return read;
}

bool JsonStream::element(JsonItem& item) {
  const int c = peek();
  if (c == ']' || c == '}') {
    get();
    place_ = array_in_envelope_ ? Place::envelope : Place::top;
    if (array_in_envelope_) envelope_ += ']';
    return false;
  }
  item.key = key_;
  value(item);
  return true;
}

/// Goes on in an object whose array has ended; never gives an item of its own.
bool JsonStream::envelope_rest(JsonItem& item) {
  item.text = std::exchange(envelope_, {});
  object(item);
  return false;
}

/// Reads a top-level object from its bracket, or on from where its array ended. True: it is an item, whole in `item`.
/// False: an array to be streamed begins, or the envelope has ended.
bool JsonStream::object(JsonItem& item) {
  const bool resumed = place_ == Place::envelope;
  std::size_t depth = resumed ? 1 : 0;
  std::string last_string;
  while (true) {
    const int c = peek();
    if (c == kEnd) {
      broke_off_ = broke_off_ || resumed;
      item.fault = "breaks-off";
      break;
    }
    if (c == '"') {
      const std::size_t begin = item.text.size();
      string(item);
      if (depth == 1 && item.text.size() >= begin + 2)
        last_string = item.text.substr(begin + 1, item.text.size() - begin - 2);
      continue;
    }
    if (c == '\n' && lines_ && depth > 0 && next_line_begins_object()) {
      item.fault = "breaks-off";
      break;
    }
    if (c == '[' && depth == 1 && std::find(array_keys_.begin(), array_keys_.end(), last_string) != array_keys_.end()) {
      get();
      keep(item, '[');
      key_ = last_string;
      envelope_ = item.text;
      place_ = Place::array;
      array_in_envelope_ = true;
      return false;
    }
    keep(item, static_cast<char>(get()));
    if (c == '{' || c == '[') ++depth;
    if (c == ',' && depth == 1) last_string.clear();
    if ((c == '}' || c == ']') && --depth == 0) break;
  }
  if (!resumed) return true;
  envelope_ = item.text;
  place_ = Place::top;
  return false;
}

/// An element of an array: a container to its closing bracket, or a scalar.
void JsonStream::value(JsonItem& item) {
  int c = peek();
  if (c != '{' && c != '[') return scalar(item);
  std::size_t depth = 0;
  do {
    c = peek();
    if (c == kEnd) {
      item.fault = "breaks-off";
      return;
    }
    if (c == '"') {
      string(item);
      continue;
    }
    keep(item, static_cast<char>(get()));
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
  } while (depth > 0);
}

void JsonStream::scalar(JsonItem& item) {
  if (peek() == '"') return string(item);
  while (!ends_scalar(peek())) keep(item, static_cast<char>(get()));
}

/// From a quote to the one that closes it, or to the end of the line: JSON has no line break in a string.
void JsonStream::string(JsonItem& item) {
  keep(item, static_cast<char>(get()));
  while (true) {
    const int c = peek();
    if (c == kEnd || c == '\n') return;
    keep(item, static_cast<char>(get()));
    if (c == '"') return;
    if (c == '\\' && peek() != kEnd && peek() != '\n') keep(item, static_cast<char>(get()));
  }
}

/// Takes the line break; true when an object begins right behind it.
bool JsonStream::next_line_begins_object() {
  get();
  if (peek() == '{') return true;
  return false;
}

}  // namespace fingerpost
