#pragma once

#include <cstdint>
#include <string>

struct sockaddr;

namespace fingerpost::importers {

/// Where an address leads, for the rule of redirects: only `everywhere` is open to feeds from outside.
enum class AddressKind : std::uint8_t {
  everywhere,  ///< routed on the internet
  loopback,    ///< this machine, `0.0.0.0` and `::` included
  inside,      ///< private (RFC 1918, RFC 4193) and carrier-grade NAT (RFC 6598)
  link,        ///< link-local: cloud metadata services answer here
  reserved,    ///< multicast, documentation, benchmarks, future use
};

/// Of an IPv4 or IPv6 address; an IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) counts. Others are `reserved`.
AddressKind address_kind(const sockaddr& address);
/// Of a literal such as `10.0.0.1`; `reserved` when it is none.
AddressKind address_kind(const std::string& literal);
/// The literal of a socket address.
std::string address_text(const sockaddr& address);

}  // namespace fingerpost::importers
