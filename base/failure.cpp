#include "base/failure.hpp"

#include <cerrno>
#include <system_error>

namespace fingerpost {

void fail_with_errno(const std::string& doing) {
  const int error = errno;
  throw Failure(doing, std::generic_category().message(error),
                error == ENOSPC ? Failure::Kind::unavailable : Failure::Kind::internal);
}

}  // namespace fingerpost
