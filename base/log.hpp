#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

namespace fingerpost {

enum class LogLevel { debug, info, warning, error };

/// One `key=value` of a log line. Values with spaces or quotes are quoted, line breaks escaped: one event, one line.
using LogField = std::pair<std::string_view, std::string_view>;

/// Writes one line to stderr: time, level, event, fields. Safe from several threads. Never pass what a person typed,
/// an exact place, a name or anything of a referral: see docs/architecture (privacy of the question).
void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

/// Lines below `level` are not written. Default: info.
void set_log_level(LogLevel level);

}  // namespace fingerpost
