#include "store/detail/content.hpp"
#include "store/store.hpp"

namespace fingerpost::store {

model::Record StoredRecord::record() const { return parse_stored(kind, json); }

std::string_view to_string(RecordState state) { return state == RecordState::live ? "live" : "withdrawn"; }

std::string_view to_string(Action action) {
  switch (action) {
    case Action::added:
      return "added";
    case Action::changed:
      return "changed";
    case Action::withdrawn:
      return "withdrawn";
    case Action::restored:
      break;
  }
  return "restored";
}

}  // namespace fingerpost::store
