#include "web/detail/embedded.hpp"

#include <string>

#include "base/failure.hpp"

namespace fingerpost::web {

std::string_view embedded_text(std::string_view name) {
  for (const EmbeddedFile& file : page_files())
    if (file.name == name) return file.bytes;
  throw Failure("reading what pages are made of", std::string(name) + " is not in the program");
}

}  // namespace fingerpost::web
