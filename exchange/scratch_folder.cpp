#include "exchange/detail/scratch_folder.hpp"

#include <cstdlib>
#include <fstream>
#include <string>

#include "base/failure.hpp"

namespace fingerpost::exchange {

ScratchFolder::ScratchFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "fingerpost-export-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) fail_with_errno("making a temporary folder");
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void send_file(const std::filesystem::path& file, const std::function<void(std::string_view)>& output) {
  std::ifstream in(file, std::ios::binary);
  if (!in) fail_with_errno("reading " + file.string());
  std::string piece(1u << 20, '\0');
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
    output(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())));
}

}  // namespace fingerpost::exchange
