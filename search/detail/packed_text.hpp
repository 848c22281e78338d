#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "search/detail/text_index.hpp"

namespace fingerpost::search::detail {

class Generation;

/// The text of a base as questions read it: what the finished Xapian database says, term by term, in lists that cost a
/// nanosecond a posting instead of some thirty (postings.hpp), behind a table of terms (term_table.hpp). Why both:
/// docs/adr/0012-packed-postings.md.
void write_packed(const std::filesystem::path& text, const std::filesystem::path& terms,
                  const std::filesystem::path& postings);

/// Failure when a file cannot be read, is damaged, or they do not belong together. Safe from several threads.
std::unique_ptr<const TextIndex> open_packed(const std::filesystem::path& terms, const std::filesystem::path& postings);

/// Whether the lists say what the Xapian database says, posting by posting: empty, or what is wrong. Failure when a
/// file cannot be read.
std::vector<std::string> verify_packed(const Generation& generation, std::uint64_t documents);

}  // namespace fingerpost::search::detail
