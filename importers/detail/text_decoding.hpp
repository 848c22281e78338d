#pragma once

#include <memory>

#include "importers/input.hpp"

namespace fingerpost::importers {

/// `inner` without its byte order mark; UTF-16 (told by its mark or by its NULs) comes out as UTF-8. Other bytes pass.
std::unique_ptr<ByteStream> decoded_text(std::unique_ptr<ByteStream> inner);

/// `head` decoded likewise, for recognition.
std::string decoded_head(const InputFile& file, std::size_t bytes = 65536);

/// A text as a stream.
std::unique_ptr<ByteStream> stream_of(std::string text);

}  // namespace fingerpost::importers
