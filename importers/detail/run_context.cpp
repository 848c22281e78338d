#include "importers/detail/run_context.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "model/record_json.hpp"
#include "model/validate.hpp"

namespace fingerpost::importers {
namespace {

constexpr std::uint64_t kProgressEvery = 500;

model::Finding finding_of(const Problem& problem, const model::RawRow& raw) {
  return {
      model::Severity::error, std::string(kind_of(problem.code).slug), raw.file, raw.line, problem.field, problem.value,
      problem.detail};
}

}  // namespace

RunContext::RunContext(const ImportOptions& options, const ImportTargets& targets, std::uint64_t bytes_total)
    : options_(options), targets_(targets), bytes_total_(bytes_total) {
  report_.source = options.source;
}

Emitted RunContext::emit(model::Record record, const model::RawRow& raw) {
  const Uuid id = model::id_of(record);
  if (seen_.contains(id)) return Emitted::repeated;
  auto [valid, notes] = model::validate_with_notes(std::move(record));
  if (!valid) {
    for (std::size_t i = 1; i < valid.error().size(); ++i) tell(finding_of(valid.error()[i], raw), raw);
    refuse(finding_of(valid.error().front(), raw), raw);
    return Emitted::refused;
  }
  for (auto& said : notes)
    tell({model::Severity::warning, std::move(said.code), raw.file, raw.line, std::move(said.field),
          std::move(said.value), std::move(said.detail)},
         raw);
  seen_.insert(id);
  targets_.sink.accept(*valid, raw);
  ++report_.records;
  return Emitted::accepted;
}

void RunContext::refuse(model::Finding finding, const model::RawRow& raw) {
  finding.severity = model::Severity::error;
  if (finding.file.empty()) finding.file = raw.file;
  if (finding.line == 0) finding.line = raw.line;
  ++report_.refused;
  targets_.sink.refuse(finding, raw);
  tell(std::move(finding), raw);
}

void RunContext::note(model::Finding finding) { tell(std::move(finding), {}); }

void RunContext::tell(model::Finding finding, const model::RawRow& raw) {
  ++by_code_[finding.code];
  if (targets_.on_finding) targets_.on_finding(finding, raw);
  if (report_.findings.size() < kMaxFindingsInMemory) report_.findings.push_back(std::move(finding));
}

geo::GazetteerBuilder& RunContext::places() { return targets_.places(); }

void RunContext::incomplete(const InputFile& file, std::string_view why) {
  report_.complete = false;
  tell({model::Severity::error, "damaged-file", file.name, 0, "", "",
        fmt::format("The file was not read to its end ({}); what came before is kept and nothing is withdrawn.", why)},
       {});
}

void RunContext::row_read() {
  ++report_.rows;
  if (report_.rows % kProgressEvery == 0 && targets_.on_progress)
    targets_.on_progress(report_.rows, std::min(bytes_done, bytes_total_), bytes_total_);
}

Uuid RunContext::id_for(model::RecordKind kind, std::string_view source_id) const {
  if (const auto given = parse_uuid(source_id); given && !given->is_nil()) return *given;
  return model::source_id(options_.source, model::to_string(kind), source_id);
}

ImportReport RunContext::finish() {
  for (const auto& [code, count] : by_code_) report_.findings_by_code.push_back({code, count});
  if (targets_.on_progress) targets_.on_progress(report_.rows, bytes_total_, bytes_total_);
  return std::move(report_);
}

}  // namespace fingerpost::importers
