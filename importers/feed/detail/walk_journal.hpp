#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/seal.hpp"

namespace fingerpost::importers {

/// A response as kept: what is needed to use it again and to ask whether it still holds.
struct KeptResponse {
  long status = 0;
  std::string url;  ///< after redirects
  std::string etag, last_modified, content_type, licence;
  std::string body;
};

/// Responses of one walk in one append-only file, each sealed with the store's key (a feed may hold an address that is
/// withheld later). A line a response; a torn last line, as a kill leaves it, is cut off when the file is opened again.
/// In memory: 50 bytes a response.
class WalkJournal {
 public:
  /// Opens `file` for reading and adding; begins it at `now` when there is none or it is not ours. Failure on I/O.
  WalkJournal(const std::filesystem::path& file, const SealingKey& key, Instant now);

  /// When the walk began.
  Instant began_at() const { return began_at_; }
  /// True once end() was written: nobody was interrupted.
  bool is_ended() const { return ended_; }
  std::size_t size() const { return places_.size(); }

  /// nullopt when unknown, or sealed with another key.
  std::optional<KeptResponse> find(const std::string& asked_url);
  void keep(const std::string& asked_url, const KeptResponse& response);
  /// The walk came to its end, whole or not.
  void end();

 private:
  struct Place {
    std::uint64_t offset = 0, bytes = 0;
  };

  void read_places(Instant now);
  void begin(Instant now);

  std::filesystem::path path_;
  SealingKey key_;
  std::fstream file_;
  Instant began_at_{};
  bool ended_ = false;
  std::unordered_map<std::string, Place> places_;
};

}  // namespace fingerpost::importers
