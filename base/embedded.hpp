#pragma once

#include <string_view>

namespace fingerpost {

/// A file that the build has put into the program (fingerpost_embed_folder in cmake/embed.cmake). Lives for ever.
struct EmbeddedFile {
  std::string_view name;  ///< relative to the folder it came from, with '/'
  std::string_view bytes;
};

}  // namespace fingerpost
