#pragma once

#include <string>

namespace fingerpost {

/// A packaged library that is loaded when something first needs it and stays until the program ends, so that a command
/// which does not need it pays neither its time to start (GDAL and the hundred libraries behind it: some 80 ms) nor its
/// memory (24 MB). Safe to use from several threads.
class SharedLibrary {
 public:
  /// `file` as the linker knows it ("libgdal.so.32"), found as the system finds libraries. Failure, naming the Debian
  /// `package` that holds it, when it cannot be loaded.
  SharedLibrary(const char* file, const char* package);

  /// The address of a function with C linkage. Failure when the library has none of that name.
  template <typename Function>
  Function function(const char* name) const {
    return reinterpret_cast<Function>(address(name));
  }

 private:
  void* address(const char* name) const;

  std::string file_, package_;
  void* handle_;
};

/// Within a class: a member called as the function `name` that the library's header declares, found in `library`.
#define FINGERPOST_FUNCTION_OF(library, name) decltype(&::name) name = (library).function<decltype(&::name)>(#name)

}  // namespace fingerpost
