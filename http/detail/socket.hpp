#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "http/response.hpp"

namespace fingerpost::http {

/// What came of one non-blocking read or write.
struct Transfer {
  enum class State : std::uint8_t { moved, would_block, ended, broken };
  State state = State::would_block;
  std::size_t bytes = 0;
};

/// Reads what is there, at most `size` bytes. `ended`: the client sends no more.
Transfer receive(int fd, char* buffer, std::size_t size);

/// Writes at most `limit` bytes of the pieces. Raises no signal.
Transfer send(int fd, const std::array<std::string_view, 2>& pieces, std::size_t limit);

/// Sends at most `limit` bytes of a file without copying them here; `broken` also where the file is shorter.
Transfer send_file(int fd, const FileSlice& slice, std::size_t limit);

/// Bytes written but not yet taken by the client's side.
std::size_t unread_by_client(int fd);

/// From now on the client reads the end.
void end_output(int fd);
/// Closing will reset the connection instead of ending it well: the client must not take a cut answer for a whole one.
void reset_on_close(int fd);
/// Both directions end now.
void end_both(int fd);

}  // namespace fingerpost::http
