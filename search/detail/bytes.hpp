#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "base/failure.hpp"

namespace fingerpost::search::detail {

/// Thrown when bytes of the index are not what its writer wrote.
[[noreturn]] inline void damaged(const char* what) { throw Failure("reading the search index", what); }

/// Appends numbers and texts to a string, in this machine's byte order (an index is derived data and never moves).
class ByteWriter {
 public:
  explicit ByteWriter(std::string& out) : out_(out) {}

  template <typename T>
  void plain(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    out_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  /// 7 bits a byte, low ones first.
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
    out_ += static_cast<char>(value);
  }
  void text(std::string_view value) {
    number(value.size());
    out_.append(value);
  }

 private:
  std::string& out_;
};

/// Reads back what ByteWriter wrote. Failure at the end of the bytes, never beyond it.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  template <typename T>
  T plain() {
    static_assert(std::is_trivially_copyable_v<T>);
    T value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  std::uint64_t number() {
    if (!bytes_.empty() && static_cast<unsigned char>(bytes_.front()) < 0x80) {  // most are small
      const auto small = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      return small;
    }
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(1)[0]);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    damaged("a number is too long");
  }
  /// A count of things of at least `least_bytes` each, so that a damaged one cannot make us allocate the moon.
  std::size_t count(std::size_t least_bytes = 1) {
    const std::uint64_t n = number();
    if (n > bytes_.size() / least_bytes) damaged("a count is larger than what it counts");
    return static_cast<std::size_t>(n);
  }
  std::string_view text() { return take(count()); }
  std::string_view take(std::size_t n) {
    if (n > bytes_.size()) damaged("it ends too early");
    const std::string_view taken = bytes_.substr(0, n);
    bytes_.remove_prefix(n);
    return taken;
  }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

}  // namespace fingerpost::search::detail
