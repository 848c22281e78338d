#include <algorithm>
#include <cerrno>
#include <unistd.h>
#include <utility>

#include "base/failure.hpp"
#include "http/response.hpp"

namespace fingerpost::http {
namespace {

/// One pull.
constexpr std::uint64_t kChunkBytes = std::uint64_t{64} * 1024;

}  // namespace

Producer reading(FileBody body) {
  return [body = std::move(body), slice = FileSlice()](std::string& chunk) mutable {
    chunk.clear();
    if (slice.bytes == 0 && !body.next(slice)) return false;
    chunk.resize(static_cast<std::size_t>(std::min(slice.bytes, kChunkBytes)));
    ssize_t got = -1;
    do {
      got = ::pread(slice.descriptor, chunk.data(), chunk.size(), static_cast<off_t>(slice.offset));
    } while (got < 0 && errno == EINTR);
    if (got < 0) fail_with_errno("reading a file to be sent");
    if (got == 0) throw Failure("reading a file to be sent", "it is shorter than was said");
    chunk.resize(static_cast<std::size_t>(got));
    slice.offset += chunk.size(), slice.bytes -= chunk.size();
    return true;
  };
}

}  // namespace fingerpost::http
