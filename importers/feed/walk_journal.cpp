#include "importers/feed/detail/walk_journal.hpp"

#include "base/failure.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"

namespace fingerpost::importers {
namespace {

constexpr std::string_view kHead = "fingerpost-walk 1 ";
constexpr std::string_view kEnd = "end";
/// Hexadecimal characters of an address's hash: 128 bits.
constexpr std::size_t kKeyLength = 32;

std::string key_of(const std::string& url) { return to_hex(blake2b(url)).substr(0, kKeyLength); }

Json json_of(const KeptResponse& response) {
  Json json = Json::object();
  json.set("status", std::int64_t{response.status}).set("url", response.url).set("etag", response.etag);
  json.set("last_modified", response.last_modified).set("content_type", response.content_type);
  json.set("licence", response.licence).set("body", response.body);
  return json;
}

KeptResponse response_of(const Json& json) {
  const auto text = [&](std::string_view name) { return std::string(json[name].string()); };
  return {static_cast<long>(json["status"].if_integer().value_or(0)),
          text("url"),
          text("etag"),
          text("last_modified"),
          text("content_type"),
          text("licence"),
          text("body")};
}

}  // namespace

WalkJournal::WalkJournal(const std::filesystem::path& file, const SealingKey& key, Instant now)
    : path_(file), key_(key) {
  make_private_folder(path_.parent_path());
  read_places(now);
}

void WalkJournal::begin(Instant now) {
  began_at_ = now;
  write_file_atomically(path_, std::string(kHead) + to_rfc3339(now) + '\n', FileMode::owner_only);
}

void WalkJournal::read_places(Instant now) {
  std::ifstream in(path_, std::ios::binary);
  std::string line;
  std::uint64_t offset = 0, whole = 0;
  std::optional<Instant> began;
  if (std::getline(in, line) && !in.eof() && line.starts_with(kHead)) began = parse_rfc3339(line.substr(kHead.size()));
  if (began) {
    began_at_ = *began;
    whole = offset = line.size() + 1;
    while (std::getline(in, line) && !in.eof()) {
      if (line == kEnd) ended_ = true;
      if (line.size() > kKeyLength + 1 && line[kKeyLength] == ' ')
        places_[line.substr(0, kKeyLength)] = {offset + kKeyLength + 1, line.size() - kKeyLength - 1};
      whole = offset += line.size() + 1;
    }
    in.close();
    std::filesystem::resize_file(path_, whole);
  } else {
    in.close();
    begin(now);
  }
  file_.open(path_, std::ios::in | std::ios::out | std::ios::binary);
  if (!file_) fail_with_errno("opening " + path_.string());
}

std::optional<KeptResponse> WalkJournal::find(const std::string& asked_url) {
  const std::string key = key_of(asked_url);
  const auto found = places_.find(key);
  if (found == places_.end()) return std::nullopt;
  std::string sealed(found->second.bytes, '\0');
  file_.clear();
  file_.seekg(static_cast<std::streamoff>(found->second.offset));
  if (!file_.read(sealed.data(), static_cast<std::streamsize>(sealed.size()))) return std::nullopt;
  const auto plain = key_.unseal(sealed, key);
  if (!plain) return std::nullopt;
  const auto json = parse_json(*plain, {.bytes = 256u << 20, .depth = 4});
  if (!json) return std::nullopt;
  return response_of(*json);
}

void WalkJournal::keep(const std::string& asked_url, const KeptResponse& response) {
  const std::string key = key_of(asked_url);
  const std::string sealed = key_.seal(json_of(response).dump(), key);
  file_.clear();
  file_.seekp(0, std::ios::end);
  const auto begins_at = static_cast<std::uint64_t>(file_.tellp());
  file_ << key << ' ' << sealed << '\n' << std::flush;
  if (!file_) fail_with_errno("keeping a response in " + path_.string());
  places_[key] = {begins_at + kKeyLength + 1, sealed.size()};
}

void WalkJournal::end() {
  file_.clear();
  file_.seekp(0, std::ios::end);
  file_ << kEnd << '\n' << std::flush;
  if (!file_) fail_with_errno("ending " + path_.string());
  ended_ = true;
}

}  // namespace fingerpost::importers
