#pragma once

#include "http/parameters.hpp"
#include "signposting/enquiry.hpp"

namespace fingerpost::api {

/// How the answer is written: `format`.
enum class Format : std::uint8_t { json, geojson, csv };

/// Reads every parameter of `/api/search`, each on one line; faults stay in the reader. `now` is what open_at=now
/// means.
signposting::Enquiry read_enquiry(http::ParameterReader& reader, Instant now);
Format read_format(http::ParameterReader& reader);

/// page and per_page, for every paged list.
struct Page {
  int page, per_page;
};
Page read_page(http::ParameterReader& reader, int default_per_page, int max_per_page);

}  // namespace fingerpost::api
