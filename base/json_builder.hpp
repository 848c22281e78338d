#pragma once

#include <cstdint>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace fingerpost {

/// A SAX handler that builds a Json, refusing depth beyond a limit and duplicate keys. Knows the pointer reached.
class JsonBuilder {
 public:
  explicit JsonBuilder(std::size_t depth) : depth_(depth) {}

  bool Null() { return add(Json()); }
  bool Bool(bool value) { return add(Json(value)); }
  bool Int(int value) { return add(Json(value)); }
  bool Uint(unsigned value) { return add(Json(value)); }
  bool Int64(std::int64_t value) { return add(Json(value)); }
  bool Uint64(std::uint64_t value) { return add(Json(value)); }
  bool Double(double value) { return add(Json(value)); }
  bool RawNumber(const char*, unsigned, bool) { return false; }
  bool String(const char* text, unsigned size, bool) { return add(Json(std::string_view(text, size))); }
  bool StartObject() { return open(Json::object()); }
  bool StartArray() { return open(Json::array()); }
  bool EndObject(unsigned) { return close(); }
  bool EndArray(unsigned) { return close(); }

  bool Key(const char* text, unsigned size, bool) {
    Frame& frame = stack_.back();
    frame.key.assign(text, size);
    if (frame.value.find(frame.key) == nullptr) return true;
    fault_ = Problem{ProblemCode::malformed_json, "", "", fmt::format("The key \"{}\" stands twice.", frame.key), {}};
    return false;
  }

  /// The finished value; the builder is ready for the next.
  Json take() { return std::exchange(root_, Json()); }
  const std::optional<Problem>& fault() const { return fault_; }

  /// RFC 6901 pointer of the value being read.
  std::string pointer() const {
    std::string path;
    for (const Frame& frame : stack_) {
      path += '/';
      if (frame.value.is_array()) {
        path += std::to_string(frame.value.elements().size());
        continue;
      }
      for (const char c : frame.key) path += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return path;
  }

 private:
  struct Frame {
    Json value;
    std::string key;
  };

  bool add(Json value) {
    if (stack_.empty())
      root_ = std::move(value);
    else if (stack_.back().value.is_array())
      stack_.back().value.push(std::move(value));
    else
      stack_.back().value.append_member(std::move(stack_.back().key), std::move(value));
    return true;
  }

  bool open(Json value) {
    if (stack_.size() >= depth_) {
      fault_ = Problem{ProblemCode::too_deep, "", "", fmt::format("The JSON is nested deeper than {}.", depth_), {}};
      return false;
    }
    stack_.push_back({std::move(value), {}});
    return true;
  }

  bool close() {
    Json value = std::move(stack_.back().value);
    stack_.pop_back();
    return add(std::move(value));
  }

  std::size_t depth_;
  std::vector<Frame> stack_;
  Json root_;
  std::optional<Problem> fault_;
};

}  // namespace fingerpost
