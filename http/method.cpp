#include "http/method.hpp"

#include <array>

namespace fingerpost::http {
namespace {

constexpr std::array<std::string_view, kMethods> kNames{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

}  // namespace

std::string_view to_string(Method method) { return kNames[static_cast<std::size_t>(method)]; }

std::optional<Method> parse_method(std::string_view token) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == token) return static_cast<Method>(i);
  return std::nullopt;
}

}  // namespace fingerpost::http
