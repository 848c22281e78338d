#include "importers/feed/detail/address_kind.hpp"

#include <arpa/inet.h>
#include <array>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>

namespace fingerpost::importers {
namespace {

struct Range4 {
  std::uint32_t base;
  int bits;
  AddressKind kind;
};

constexpr std::uint32_t quad(std::uint32_t a, std::uint32_t b, std::uint32_t c = 0, std::uint32_t d = 0) {
  return a << 24 | b << 16 | c << 8 | d;
}

/// IANA's special-purpose registry of IPv4, but for what is globally reachable.
constexpr std::array kRanges4{
    Range4{quad(0, 0), 8, AddressKind::loopback},          Range4{quad(127, 0), 8, AddressKind::loopback},
    Range4{quad(10, 0), 8, AddressKind::inside},           Range4{quad(100, 64), 10, AddressKind::inside},
    Range4{quad(172, 16), 12, AddressKind::inside},        Range4{quad(192, 168), 16, AddressKind::inside},
    Range4{quad(169, 254), 16, AddressKind::link},         Range4{quad(192, 0, 0), 24, AddressKind::reserved},
    Range4{quad(192, 0, 2), 24, AddressKind::reserved},    Range4{quad(198, 18), 15, AddressKind::reserved},
    Range4{quad(198, 51, 100), 24, AddressKind::reserved}, Range4{quad(203, 0, 113), 24, AddressKind::reserved},
    Range4{quad(224, 0), 3, AddressKind::reserved},
};

AddressKind kind4(std::uint32_t address) {
  for (const Range4& range : kRanges4)
    if ((address ^ range.base) >> (32 - range.bits) == 0) return range.kind;
  return AddressKind::everywhere;
}

using Bytes16 = std::array<std::uint8_t, 16>;

AddressKind kind4_at(const Bytes16& bytes, std::size_t at) {
  return kind4(quad(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]));
}

bool begins(const Bytes16& bytes, std::initializer_list<std::uint8_t> prefix) {
  return std::memcmp(bytes.data(), std::data(prefix), prefix.size()) == 0;
}

AddressKind kind6(const Bytes16& bytes) {
  Bytes16 last_is_one{};
  last_is_one[15] = 1;
  if (bytes == Bytes16{} || bytes == last_is_one) return AddressKind::loopback;
  if (begins(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff})) return kind4_at(bytes, 12);
  if (begins(bytes, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) return kind4_at(bytes, 12);
  if (begins(bytes, {0x20, 0x02})) return kind4_at(bytes, 2);
  if ((bytes[0] & 0xfe) == 0xfc) return AddressKind::inside;
  if (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80) return AddressKind::link;
  if (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0xc0) return AddressKind::inside;
  // Only 2000::/3 is given out; of it documentation is nobody's.
  if ((bytes[0] & 0xe0) != 0x20 || begins(bytes, {0x20, 0x01, 0x0d, 0xb8})) return AddressKind::reserved;
  return AddressKind::everywhere;
}

}  // namespace

AddressKind address_kind(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof four);
    return kind4(ntohl(four.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 six{};
    std::memcpy(&six, &address, sizeof six);
    Bytes16 bytes{};
    std::memcpy(bytes.data(), &six.sin6_addr, bytes.size());
    return kind6(bytes);
  }
  return AddressKind::reserved;
}

AddressKind address_kind(const std::string& literal) {
  in_addr four{};
  if (inet_pton(AF_INET, literal.c_str(), &four) == 1) return kind4(ntohl(four.s_addr));
  Bytes16 bytes{};
  if (inet_pton(AF_INET6, literal.c_str(), bytes.data()) == 1) return kind6(bytes);
  return AddressKind::reserved;
}

std::string address_text(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof four);
    inet_ntop(AF_INET, &four.sin_addr, text.data(), text.size());
  } else if (address.sa_family == AF_INET6) {
    sockaddr_in6 six{};
    std::memcpy(&six, &address, sizeof six);
    inet_ntop(AF_INET6, &six.sin6_addr, text.data(), text.size());
  }
  return text.data();
}

}  // namespace fingerpost::importers
