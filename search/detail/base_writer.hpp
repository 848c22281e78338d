#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "search/detail/columns_builder.hpp"
#include "search/detail/generation.hpp"

namespace fingerpost::search::detail {

/// Writes a generation's base: entries in any order first, then everything that is in Morton order, then the manifest.
/// Memory grows by some 250 bytes a document (columns and names being built), not by its text.
class BaseWriter {
 public:
  /// `full` uses the cores there are; `background` leaves all but one to the queries.
  enum class Pace { full, background };
  /// Makes the folder of the next number in `folder`.
  BaseWriter(const std::filesystem::path& folder, Pace pace);
  /// Removes what it wrote unless finish() came to its end.
  ~BaseWriter();

  void add(const Entry& entry);
  /// An entry as it stands in another generation.
  void add(std::string_view encoded, const Entry& entry);

  /// Everything but the manifest: the base is there, and complete once `write_manifest` is called for it.
  Manifest write(std::uint64_t seq, std::uint64_t places_generation);
  const Generation& generation() const { return generation_; }
  /// From another thread: add() and write() end soon with a Failure.
  void cancel() { cancelled_ = true; }
  /// The folder stays.
  void keep() { is_kept_ = true; }

 private:
  struct Placed {
    std::uint64_t order;  ///< Morton code; documents outside the geographic block behind all others
    Uuid key;
    EntryPlace place;
    bool geographic;
  };
  void write_columns(Manifest& manifest) const;
  void write_text() const;
  void write_shard(const std::filesystem::path& shard, std::size_t begin, std::size_t end) const;
  void stop_if_cancelled() const;

  Generation generation_;
  Pace pace_;
  std::atomic<bool> cancelled_ = false;
  bool is_kept_ = false;
  std::unique_ptr<EntryFile> entries_;
  std::string waiting_;
  std::vector<Placed> placed_;
};

}  // namespace fingerpost::search::detail
