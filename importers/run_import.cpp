#include <algorithm>
#include <fmt/format.h>

#include "importers/detail/recognition.hpp"
#include "importers/detail/run_context.hpp"
#include "importers/importer.hpp"

namespace fingerpost::importers {
namespace {

/// Counts what a stream takes from the disk into the run's progress.
class CountedStream final : public ByteStream {
 public:
  CountedStream(std::unique_ptr<ByteStream> inner, std::uint64_t& counter)
      : inner_(std::move(inner)), counter_(counter) {}

  std::size_t read(std::span<char> into) override {
    const std::size_t got = inner_->read(into);
    counter_ += inner_->consumed() - told_;
    told_ = inner_->consumed();
    return got;
  }
  std::uint64_t consumed() const override { return inner_->consumed(); }

 private:
  std::unique_ptr<ByteStream> inner_;
  std::uint64_t& counter_;
  std::uint64_t told_ = 0;
};

Result<const Format*> choose(std::span<const InputFile> files, const ImportOptions& options) {
  if (options.format.empty()) return detect(files);
  if (const Format* format = find_format(options.format)) return format;
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  return fail(ProblemCode::unknown_value, "format", options.format,
              fmt::format("There is no format \"{}\"; choose one of {}.", options.format, fmt::join(names, ", ")),
              names);
}

/// A folder may hold tables of another format: nobody should think that they were read.
void tell_unused(std::span<const InputFile> files, const std::vector<char>& opened, RunContext& context) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    const bool is_data = has_extension(
        files[i], {"csv", "tsv", "json", "ndjson", "jsonl", "xlsx", "xls", "ods", "geojson", "pbf", "osm"});
    if (is_data && opened[i] == 0 && files[i].stem() != "datapackage")
      context.note(
          {model::Severity::warning, "file-not-used", files[i].name, 0, "", "",
           fmt::format("The format {} does not read this file; import it by itself.", context.options().format)});
  }
}

}  // namespace

std::string default_source(std::span<const InputFile> files) {
  if (files.empty()) return {};
  const std::string& name = files.front().name;
  return name.substr(0, name.find_first_of("/!"));
}

Result<ImportReport> run_import(std::span<const InputFile> files, const ImportOptions& asked,
                                const ImportTargets& targets) {
  if (files.empty()) return fail(ProblemCode::nothing_usable, "path", "", "There is no file to read.");
  const auto format = choose(files, asked);
  if (!format) return fail(format.error());

  ImportOptions options = asked;
  options.format = (*format)->name;
  if (options.source.empty()) options.source = default_source(files);
  std::uint64_t total = 0;
  for (const InputFile& file : files) total += file.bytes;

  RunContext context(options, targets, total);
  std::vector<InputFile> counted(files.begin(), files.end());
  std::vector<char> opened(counted.size(), 0);
  for (std::size_t i = 0; i < counted.size(); ++i)
    counted[i].open = [open = counted[i].open, &context, &used = opened[i]] {
      used = 1;
      return std::make_unique<CountedStream>(open(), context.bytes_done);
    };
  if (auto read = (*format)->read(counted, context); !read) return fail(read.error());
  tell_unused(counted, opened, context);

  ImportReport report = context.finish();
  report.format = options.format;
  report.files = files.size();
  const bool has_withdrawn = std::ranges::find(report.findings_by_code, "withdrawn-at-source",
                                               &ImportReport::Row::code) != report.findings_by_code.end();
  if (report.records == 0 && report.places == 0 && !has_withdrawn)
    return fail(ProblemCode::nothing_usable, "path", options.source,
                fmt::format("Nothing in {} could be used as {}: {} rows read, {} refused{}{}.", options.source,
                            options.format, report.rows, report.refused, report.findings.empty() ? "" : "; the first: ",
                            report.findings.empty() ? "" : report.findings.front().detail));
  return report;
}

}  // namespace fingerpost::importers
