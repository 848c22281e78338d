#include "http/detail/request_id.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/random.hpp"

namespace fingerpost::http {
namespace {

constexpr std::size_t kMinRequestId = 8;

std::uint64_t random_start() {
  std::array<std::uint8_t, 8> bytes{};
  fill_random(bytes);
  std::uint64_t start = 0;
  std::memcpy(&start, bytes.data(), bytes.size());
  return start;
}

bool is_id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

}  // namespace

std::string new_request_id() {
  static std::atomic<std::uint64_t> next{random_start()};
  return fmt::format("{:016x}", mix64(next.fetch_add(1, std::memory_order_relaxed)));
}

bool is_sane_request_id(std::string_view id) {
  return id.size() >= kMinRequestId && id.size() <= kMaxRequestId && std::all_of(id.begin(), id.end(), is_id_character);
}

}  // namespace fingerpost::http
