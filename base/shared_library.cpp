#include "base/shared_library.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include "base/failure.hpp"

namespace fingerpost {

SharedLibrary::SharedLibrary(const char* file, const char* package)
    : file_(file), package_(package), handle_(dlopen(file, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE)) {
  if (handle_ == nullptr)
    throw Failure("loading " + file_, fmt::format("{} (is the package {} installed?)", dlerror(), package_));
}

void* SharedLibrary::address(const char* name) const {
  void* found = dlsym(handle_, name);
  if (found == nullptr)
    throw Failure("loading " + file_,
                  fmt::format("it has no {}: install the {} that this program was built with", name, package_));
  return found;
}

}  // namespace fingerpost
