#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/detail/csv_rows.hpp"
#include "importers/detail/each_file.hpp"
#include "importers/detail/formats.hpp"
#include "importers/detail/json_items.hpp"
#include "importers/detail/recognition.hpp"
#include "importers/detail/term_json.hpp"
#include "importers/hsds_json/detail/hsds_kind.hpp"
#include "model/record_json.hpp"

/// HSDS and Open Referral UK as JSON: v3 and v1 pages, full objects, arrays, ndjson, whole folders of them.
namespace fingerpost::importers {
namespace {

const std::vector<std::string>& page_arrays() {
  static const std::vector<std::string> kNames = {"contents", "content"};
  return kNames;
}

/// The first value of a file; its `json` is null when there is none.
ParsedItem first_item(const InputFile& file) {
  ParsedItem item;
  JsonItems items(file, page_arrays());
  if (!items.next(item)) item.text = items.stream().envelope();
  return item;
}

int recognise(std::span<const InputFile> files) {
  return best_score(files, {"json", "ndjson", "jsonl"}, [](const InputFile& file) {
    try {
      const ParsedItem item = first_item(file);
      if (item.key == "contents" || item.key == "content")
        return is_hsds_object(item.json) ? 95 : item.json["id"].is_null() ? 0 : 70;
      if (item.json.is_null() && item.text.find("\"total") != std::string::npos) return 60;
      return is_hsds_object(item.json) ? 90 : 0;
    } catch (const DamagedInput&) {
      return 0;
    }
  });
}

Result<model::Disassembled> take_apart(HsdsKind kind, const Json& json, ImportContext& context) {
  const model::DisassembleOptions options{.source = context.options().source};
  switch (kind) {
    case HsdsKind::organization:
      return model::disassemble_organization(json, options);
    case HsdsKind::location:
      return model::disassemble_location(json, options);
    case HsdsKind::service:
      return model::disassemble_service(json, options);
    case HsdsKind::service_at_location:
      return model::disassemble_service_at_location(json, options);
    default:
      break;
  }
  auto terms = kind == HsdsKind::taxonomy ? taxonomy_records(json, context) : term_records(json, context);
  if (!terms) return fail(terms.error());
  return model::Disassembled{std::move(*terms), {}};
}

/// A feed that keeps what it withdrew in its lists names a successor or "none"; what is only closed has none. A place
/// of a withdrawn service says so of the service.
bool is_withdrawn(const Json& json) {
  const auto is_marked = [](const Json& object) {
    return equals_ignoring_case(object["status"].string(), "defunct") && !trim(object["successor"].string()).empty();
  };
  return is_marked(json) || is_marked(json["service"]);
}

/// Reads one file's values.
class Reader {
 public:
  Reader(const InputFile& file, ImportContext& context) : file_(file), context_(context), items_(file, page_arrays()) {}

  void read() {
    ParsedItem item;
    while (items_.next(item)) {
      context_.row_read();
      use(item);
    }
    if (items_.stream().broke_off()) context_.incomplete(file_, "the JSON ends in the middle");
  }

 private:
  void use(ParsedItem& item) {
    const Json& id = item.json["id"];
    const auto raw = raw_row(file_, item.line, std::move(item.text),
                             id.is_string() ? std::string(id.string())
                             : id.is_null() ? ""
                                            : id.dump());
    if (!item.fault.empty()) return refuse(item.fault, item.detail, raw);
    const auto kind = hsds_kind(item.json, file_.name);
    if (!kind)
      return refuse("unknown-kind", "The object is no service, organization, location, taxonomy or term.", raw);
    if (*kind == HsdsKind::details) return;
    if (is_withdrawn(item.json))
      return context_.note({model::Severity::note, "withdrawn-at-source", file_.name, raw.line, "/status",
                            raw.source_id, "The source has withdrawn it and lists it so that readers can follow."});
    auto apart = take_apart(*kind, item.json, context_);
    if (!apart) return refuse(std::string(kind_of(apart.error().front().code).slug), apart.error().front().detail, raw);
    for (const Problem& problem : apart->problems)
      context_.note({model::Severity::warning, "part-left-out", file_.name, raw.line, problem.field, problem.value,
                     problem.detail});
    emit(std::move(apart->records), raw);
  }

  /// The last record is the object itself; what stands before are its parts, which other objects repeat.
  void emit(std::vector<model::Record> records, const model::RawRow& raw) {
    for (std::size_t i = 0; i < records.size(); ++i) {
      const Emitted done = context_.emit(std::move(records[i]), raw);
      if (i + 1 == records.size() && done == Emitted::repeated)
        context_.note({model::Severity::note, "repeated-record", file_.name, raw.line, "/id", raw.source_id,
                       "A record with this id was read before; the first is kept."});
    }
  }

  void refuse(std::string code, std::string detail, const model::RawRow& raw) {
    context_.refuse({model::Severity::error, std::move(code), file_.name, raw.line, "", "", std::move(detail)}, raw);
  }

  const InputFile& file_;
  ImportContext& context_;
  JsonItems items_;
};

/// Files in the order in which their records are the fullest.
std::vector<const InputFile*> in_reading_order(std::span<const InputFile> files) {
  std::vector<std::pair<int, const InputFile*>> ranked;
  for (const InputFile* file : files_with(files, {"json", "ndjson", "jsonl"})) {
    int rank = 9;
    try {
      const ParsedItem item = first_item(*file);
      if (const auto kind = hsds_kind(item.json, file->name)) rank = reading_rank(*kind, item.json);
    } catch (const DamagedInput&) {
      rank = 9;  // told when it is read
    }
    ranked.emplace_back(rank, file);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const InputFile*> ordered;
  for (const auto& [rank, file] : ranked) ordered.push_back(file);
  return ordered;
}

Result<void> read(std::span<const InputFile> files, ImportContext& context) {
  const auto ordered = in_reading_order(files);
  if (ordered.empty())
    return fail(ProblemCode::unrecognised_format, "path", "",
                "hsds-json reads .json, .ndjson and .jsonl files; there is none.");
  each_file(ordered, context, [&](const InputFile& file) { Reader(file, context).read(); });
  return {};
}

}  // namespace

extern const Format kHsdsJson = {"hsds-json",
                                 "HSDS and Open Referral UK feeds: v3 and v1 pages, full services, arrays, ndjson",
                                 false, recognise, read};

}  // namespace fingerpost::importers
