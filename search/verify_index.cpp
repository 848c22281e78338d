#include <fmt/format.h>

#include "base/failure.hpp"
#include "search/detail/generation.hpp"
#include "search/detail/live_index.hpp"
#include "search/detail/packed_text.hpp"
#include "search/detail/xapian_text.hpp"
#include "search/index.hpp"

namespace fingerpost::search {
namespace {

using namespace detail;

/// Faults said one by one, the rest counted.
constexpr std::size_t kMaxFaults = 20;

/// Every entry must read back as the document that the columns have in its place.
void verify_entries(const Segment& segment, std::vector<std::string>& faults) {
  const Columns& columns = segment.columns;
  for (Doc doc = 0; doc < columns.size() && faults.size() < kMaxFaults; ++doc) {
    try {
      const Entry entry = decoded_entry(segment.entry(doc));
      if (entry.document.key != columns.keys[doc] || entry.length != columns.length[doc])
        faults.push_back(fmt::format("Document {} of the index is not the one its columns describe.", doc));
    } catch (const Failure& failure) {
      faults.push_back(fmt::format("Document {} of the index cannot be read: {}.", doc, failure.what()));
    }
  }
}

}  // namespace

std::vector<std::string> verify_index(const std::filesystem::path& folder) {
  const auto generation = newest_complete(folder);
  if (!generation) return {"There is no complete index; `fingerpost reindex` builds one."};
  const auto manifest = generation->read_manifest();
  if (!manifest || manifest->schema != kSchemaVersion)
    return {"The index is of another version of this program; `fingerpost reindex` builds it anew."};
  std::vector<std::string> faults = verify_text(generation->text(), manifest->documents);
  try {
    for (std::string& fault : verify_packed(*generation, manifest->documents)) faults.push_back(std::move(fault));
    const auto index = std::dynamic_pointer_cast<const LiveIndex>(open_index(folder));
    if (!index) return {"The index was removed while it was being looked at."};
    for (const Part& part : index->parts()) verify_entries(*part.segment, faults);
  } catch (const Failure& failure) {
    faults.push_back(fmt::format("The index cannot be opened: {}.", failure.what()));
  }
  return faults;
}

}  // namespace fingerpost::search
