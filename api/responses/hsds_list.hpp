#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "api/requests/hsds.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace fingerpost::api {

/// JSON as validators want it named.
inline constexpr std::string_view kHsdsJson = "application/json; charset=utf-8";

/// A list of the open feeds: how many, and how each is written. `append` adds one object without line breaks; it is
/// called with rising positions, on one thread, and owns all that it reads from.
struct Listing {
  std::uint64_t total = 0;
  std::function<void(std::uint64_t position, std::string& out)> append;
  /// All of it, one object a line, where that lies in a file.
  http::FileBody lines = {};
};

/// The names of a page's envelope, which the two generations of the standard spell differently.
enum class Envelope { v3, v1 };

/// One page under its envelope (a long one as a stream), or all of it as ndjson in constant memory.
http::HttpResponse list_response(Listing listing, const ListShape& shape, Envelope envelope = Envelope::v3);

}  // namespace fingerpost::api
