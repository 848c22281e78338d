#include "api/responses/hsds_list.hpp"

#include <algorithm>
#include <memory>

#include "base/json.hpp"

namespace fingerpost::api {
namespace {

/// One pull of a stream.
constexpr std::size_t kChunkBytes = 64 * 1024;
/// Pages of more records than this are streamed.
constexpr std::uint64_t kMostAtOnce = kHsdsMaxPerPage;

struct Slice {
  std::uint64_t begin, end, pages;
};

Slice slice_of(std::uint64_t total, const ListShape& shape) {
  const std::uint64_t pages = std::max<std::uint64_t>(1, (total + shape.per_page - 1) / shape.per_page);
  const std::uint64_t begin = shape.page > pages ? total : std::min(total, (shape.page - 1) * shape.per_page);
  return {begin, std::min(total, begin + shape.per_page), pages};
}

/// The envelope up to and with the bracket that opens the contents.
std::string head_of(std::uint64_t total, const Slice& slice, const ListShape& shape, Envelope envelope) {
  const bool old = envelope == Envelope::v1;
  std::string text;
  JsonWriter json(text);
  json.begin_object().member(old ? "totalElements" : "total_items", total);
  json.member(old ? "totalPages" : "total_pages", slice.pages);
  json.member(old ? "number" : "page_number", shape.page).member("size", slice.end - slice.begin);
  json.member(old ? "first" : "first_page", shape.page == 1);
  json.member(old ? "last" : "last_page", shape.page >= slice.pages).member("empty", slice.begin == slice.end);
  json.key(old ? "content" : "contents");
  return text + '[';
}

/// Positions `begin` to `end`, a chunk at a time. Shared, because a producer must be copyable.
struct Run {
  Listing listing;
  std::uint64_t at, end;
  std::string before, separator, after;
  bool begun = false;

  bool next(std::string& chunk) {
    chunk.clear();
    if (!begun) chunk = before;
    begun = true;
    if (at == end && after.empty() && chunk.empty()) return false;
    while (at < end && chunk.size() < kChunkBytes) {
      listing.append(at, chunk);
      if (++at < end || after.empty()) chunk += separator;
    }
    if (at == end) chunk += std::exchange(after, {});
    return true;
  }
};

http::HttpResponse streamed(std::string_view type, Run run) {
  auto shared = std::make_shared<Run>(std::move(run));
  return http::HttpResponse::stream(type, [shared](std::string& chunk) { return shared->next(chunk); });
}

}  // namespace

http::HttpResponse list_response(Listing listing, const ListShape& shape, Envelope envelope) {
  if (shape.ndjson) {
    if (listing.lines) return http::HttpResponse::of_file("application/x-ndjson", std::move(listing.lines));
    const std::uint64_t total = listing.total;
    return streamed("application/x-ndjson", {std::move(listing), 0, total, {}, "\n", {}});
  }
  const Slice slice = slice_of(listing.total, shape);
  std::string head = head_of(listing.total, slice, shape, envelope);
  Run run{std::move(listing), slice.begin, slice.end, std::move(head), ",", "]}"};
  if (slice.end - slice.begin > kMostAtOnce) return streamed(kHsdsJson, std::move(run));
  std::string text, chunk;
  while (run.next(chunk)) text += chunk;
  return http::HttpResponse::of(kHsdsJson, std::move(text));
}

}  // namespace fingerpost::api
