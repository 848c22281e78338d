#pragma once

#include <memory>
#include <string_view>

#include "api/engine.hpp"
#include "api/responses/hsds_list.hpp"
#include "directory/feed.hpp"
#include "http/parameters.hpp"

namespace fingerpost::api {

/// What an endpoint of the open feeds answers from, of one number: the feed, and the records as of it.
struct FeedReading {
  explicit FeedReading(const Engine& engine)
      : snapshot(engine.snapshot()),
        feed(snapshot->feed(kPatience)),
        records(std::make_shared<directory::RecordReader>(snapshot->records_at(feed->seq()))) {}

  std::shared_ptr<const directory::Snapshot> snapshot;
  std::shared_ptr<const directory::Feed> feed;
  std::shared_ptr<directory::RecordReader> records;

  /// Forgets what was read once that is much: for lists of any length.
  void read_one() {
    if (++read_ % directory::kRecordsKept == 0) records->forget();
  }

 private:
  /// A request that waits for the first feed of a large directory holds a worker; after this it is told to come again
  /// (503, Retry-After).
  static constexpr std::chrono::milliseconds kPatience{1'000};

  std::size_t read_ = 0;
};

/// Adds what every answer of the feeds has: Last-Modified, Fingerpost-Seq and, for streams, an ETag of the number and
/// the question.
http::HttpResponse marked(http::HttpResponse response, const FeedReading& reading, const Engine& engine,
                          const http::HttpRequest& request);
/// A list, or the faults of the reader.
http::HttpResponse list_answer(Listing listing, const ListShape& shape, const http::ParameterReader& reader,
                               const FeedReading& reading, const Engine& engine, const http::HttpRequest& request,
                               Envelope envelope = Envelope::v3);
/// One record in full under its id, whatever its state; 404 when it was never known.
http::HttpResponse record_answer(model::RecordKind kind, const FeedReading& reading, const Engine& engine,
                                 const http::HttpRequest& request);
http::HttpResponse no_such(std::string_view what, const http::HttpRequest& request);

}  // namespace fingerpost::api
