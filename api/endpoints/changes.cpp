#include "api/endpoints/changes.hpp"

#include <limits>

#include "api/responses/hsds_answer.hpp"
#include "exchange/changes.hpp"
#include "exchange/export.hpp"

namespace fingerpost::api {
namespace {

constexpr std::int64_t kUsualChanges = 1'000;
constexpr std::size_t kChunkBytes = 64 * 1024;

/// Everything of the answer before its first change. Numbers, and the sources as they stand now.
std::string head_of(const exchange::Window& window, const FeedReading& reading) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().member("since", window.since).member("seq", window.upto);
  json.member("last_seq", reading.feed->seq()).member("more", window.more);
  json.key("sources").value(exchange::sources_json(*reading.records));
  json.key("changes");
  return text + '[';
}

}  // namespace

http::HttpResponse Changes::operator()(const http::HttpRequest& request) const {
  FeedReading reading(engine);
  http::ParameterReader reader(request.query);
  const auto since = static_cast<store::Seq>(reader.integer("since", 0, 0, std::numeric_limits<std::int64_t>::max()));
  const auto limit = static_cast<std::size_t>(reader.integer("limit", kUsualChanges, 1, store::kMaxChanges));
  if (since > reading.feed->seq())
    reader.reject(ProblemCode::out_of_range, "since", std::to_string(since),
                  "since is beyond the last change: this directory was made anew. Begin again from 0.");
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  auto window =
      std::make_shared<const exchange::Window>(exchange::changes_after(since, limit, *reading.feed, *reading.records));
  const auto produce = [reading, window, head = head_of(*window, reading), at = std::size_t{0},
                        ended = false](std::string& chunk) mutable {
    if (ended) return false;
    chunk = std::exchange(head, {});
    while (at < window->touched.size() && chunk.size() < kChunkBytes) {
      chunk += at == 0 ? "\n" : ",\n";
      chunk += exchange::change_line(window->touched[at++], *reading.records);
      reading.read_one();
    }
    ended = at == window->touched.size();
    if (ended) chunk += "\n]}\n";
    return true;
  };
  http::HttpResponse response = http::HttpResponse::stream(kHsdsJson, produce);
  reader.mark_ignored(response);
  return marked(std::move(response), reading, engine, request);
}

}  // namespace fingerpost::api
