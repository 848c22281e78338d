#pragma once

#include <functional>
#include <string>
#include <vector>

#include "directory/feed.hpp"
#include "directory/snapshot.hpp"

namespace fingerpost::exchange {

/// A record whose public form may have changed.
struct Touched {
  model::RecordKind kind;
  Uuid id;
  auto operator<=>(const Touched&) const = default;
};

/// The part of the change sequence that one answer covers: after `since`, up to and with `upto`.
struct Window {
  store::Seq since = 0, upto = 0;
  bool more = false;             ///< the snapshot knows changes behind `upto`
  std::vector<Touched> touched;  ///< in order, each once
};

/// The changes after `since`, at most `limit` of them, and what they touch: beside the record itself the services of a
/// changed organization or location, the organizations at a changed location, the terms of a changed taxonomy. A reader
/// who applies window after window to a snapshot of `since` has the newest once `more` is false, whatever is changed
/// meanwhile: each record is given as it stands now, and what changes later comes again.
Window changes_after(store::Seq since, std::size_t limit, const directory::Feed& feed,
                     const directory::RecordReader& reader);

/// One change as a line of JSON: `{"kind","id","action":"put","record":{…}}` with the record, last, to the byte as
/// export_public writes it; or `"action":"remove"` with `successor`, when it is no longer (or never was) exported.
std::string change_line(const Touched& touched, directory::RecordReader& reader);

}  // namespace fingerpost::exchange
