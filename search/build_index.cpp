#include "search/detail/base_writer.hpp"
#include "search/detail/entry.hpp"
#include "search/index.hpp"

namespace fingerpost::search {

std::shared_ptr<const Index> build_index(const std::filesystem::path& folder, std::uint64_t seq,
                                         std::uint64_t places_generation,
                                         const std::function<void(const std::function<void(Document)>&)>& produce) {
  detail::BaseWriter base(folder);
  produce([&](Document document) { base.add(detail::analysed(std::move(document))); });
  base.generation().write_manifest(base.write(seq, places_generation));
  base.keep();
  detail::remove_others(folder, base.generation().number());
  return open_index(folder);
}

}  // namespace fingerpost::search
