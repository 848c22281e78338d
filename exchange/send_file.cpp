#include "exchange/detail/send_file.hpp"

#include <fstream>
#include <string>

#include "base/failure.hpp"

namespace fingerpost::exchange {

void send_file(const std::filesystem::path& file, const std::function<void(std::string_view)>& output) {
  std::ifstream in(file, std::ios::binary);
  if (!in) fail_with_errno("reading " + file.string());
  std::string piece(1u << 20, '\0');
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
    output(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())));
}

}  // namespace fingerpost::exchange
