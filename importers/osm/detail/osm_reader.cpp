#include "importers/osm/detail/osm_reader.hpp"

#include <algorithm>
#include <exception>
#include <fmt/format.h>
#include <osmium/area/assembler.hpp>
#include <osmium/io/any_input.hpp>
#include <osmium/memory/buffer.hpp>
#include <system_error>
#include <unordered_set>

#include "base/failure.hpp"
#include "importers/osm/detail/centre.hpp"

namespace fingerpost::importers {

namespace {

/// Thrown inside this file only: the data wants more memory than it may have.
struct TooMuch {};

OsmTags tags_of(const osmium::OSMObject& object) {
  OsmTags tags;
  for (const osmium::Tag& t : object.tags()) tags.emplace_back(t.key(), t.value());
  return tags;
}

bool is_multipolygon(const osmium::Relation& relation) {
  const char* type = relation.tags().get_value_by_key("type");
  return type != nullptr && std::string_view(type) == "multipolygon";
}

/// The same building when these agree.
bool same_thing(const OsmTags& a, const OsmTags& b) {
  return std::ranges::all_of(
      std::initializer_list<std::string_view>{"amenity", "leisure", "building", "name"},
      [&](std::string_view key) { return tag(a, key) == tag(b, key) || tag(a, key).empty() || tag(b, key).empty(); });
}

class ThreePasses {
 public:
  ThreePasses(osmium::io::File file, const std::function<bool(const OsmTags&)>& is_wanted,
              const std::function<void(OsmObject)>& on_object)
      : file_(std::move(file)), is_wanted_(is_wanted), on_object_(on_object) {}

  void run() {
    read_relations();
    read_ways();
    read_nodes();
    emit_ways();
    emit_relations();
  }

 private:
  template <typename T, typename Function>
  void each(osmium::osm_entity_bits::type entities, Function function) {
    osmium::io::Reader reader(file_, entities, osmium::io::read_meta::no);
    while (osmium::memory::Buffer buffer = reader.read())
      for (const auto& object : buffer.select<T>()) function(object);
    reader.close();
  }

  void keep(osmium::memory::Buffer& buffer, const osmium::memory::Item& item) {
    buffer.add_item(item);
    buffer.commit();
    if (buffer.committed() > kMaxOsmBufferBytes) throw TooMuch{};
  }

  void read_relations() {
    each<osmium::Relation>(osmium::osm_entity_bits::relation, [&](const osmium::Relation& relation) {
      if (!is_multipolygon(relation) || !is_wanted_(tags_of(relation))) return;
      keep(relations_, relation);
      for (const auto& member : relation.members())
        if (member.type() == osmium::item_type::way) member_ways_.insert(member.ref());
    });
  }

  void read_ways() {
    each<osmium::Way>(osmium::osm_entity_bits::way, [&](const osmium::Way& way) {
      if (!member_ways_.contains(way.id()) && !is_wanted_(tags_of(way))) return;
      keep(ways_, way);
      for (const auto& node : way.nodes()) nodes_.push_back({node.ref(), osmium::Location()});
      if (nodes_.size() > kMaxOsmNodeRefs) throw TooMuch{};
    });
    const auto by_id = [](const Node& a, const Node& b) { return a.id < b.id; };
    std::ranges::sort(nodes_, by_id);
    const auto repeated = std::ranges::unique(nodes_, {}, &Node::id);
    nodes_.erase(repeated.begin(), repeated.end());
    for (const osmium::Way& way : ways_.select<osmium::Way>()) way_index_.emplace_back(way.id(), &way);
    std::ranges::sort(way_index_);
  }

  void read_nodes() {
    each<osmium::Node>(osmium::osm_entity_bits::node, [&](const osmium::Node& node) {
      if (Node* kept = find(node.id())) kept->location = node.location();
      if (node.tags().empty()) return;
      OsmTags tags = tags_of(node);
      if (!is_wanted_(tags)) return;
      OsmObject object{fmt::format("node/{}", node.id()), std::move(tags), {}, false};
      if (node.location().valid()) object.at = geo::Point{node.location().lat(), node.location().lon()};
      on_object_(std::move(object));
    });
    for (osmium::Way& way : ways_.select<osmium::Way>())
      for (auto& ref : way.nodes())
        if (const Node* kept = find(ref.ref())) ref.set_location(kept->location);
  }

  void emit_ways() {
    const std::unordered_set<osmium::object_id_type> told = ways_told_by_relations();
    for (const osmium::Way& way : ways_.select<osmium::Way>()) {
      OsmTags tags = tags_of(way);
      if (told.contains(way.id()) || !is_wanted_(tags)) continue;
      const Centre centre = centre_of(way);
      on_object_({fmt::format("way/{}", way.id()), std::move(tags), centre.at, centre.incomplete});
    }
  }

  void emit_relations() {
    for (const osmium::Relation& relation : relations_.select<osmium::Relation>()) {
      std::vector<const osmium::Way*> ways;
      for (const auto& member : relation.members())
        if (member.type() == osmium::item_type::way) ways.push_back(way_by_id(member.ref()));
      const Centre centre = centre_of(relation, ways);
      on_object_({fmt::format("relation/{}", relation.id()), tags_of(relation), centre.at, centre.incomplete});
    }
  }

  /// Outlines whose relation says the same: old-style tagging repeats the tags on the outer way.
  std::unordered_set<osmium::object_id_type> ways_told_by_relations() const {
    std::unordered_set<osmium::object_id_type> told;
    for (const osmium::Relation& relation : relations_.select<osmium::Relation>()) {
      const OsmTags tags = tags_of(relation);
      for (const auto& member : relation.members()) {
        if (member.type() != osmium::item_type::way || std::string_view(member.role()) == "inner") continue;
        const osmium::Way* way = way_by_id(member.ref());
        if (way != nullptr && same_thing(tags, tags_of(*way))) told.insert(member.ref());
      }
    }
    return told;
  }

  /// Only once nothing is added to ways_ any more: the index points into it.
  const osmium::Way* way_by_id(osmium::object_id_type id) const {
    const auto found = std::ranges::lower_bound(way_index_, id, {}, [](const auto& entry) { return entry.first; });
    return found != way_index_.end() && found->first == id ? found->second : nullptr;
  }

  struct Node {
    osmium::object_id_type id;
    osmium::Location location;
  };

  Node* find(osmium::object_id_type id) {
    const auto found = std::ranges::lower_bound(nodes_, id, {}, &Node::id);
    return found != nodes_.end() && found->id == id ? &*found : nullptr;
  }

  osmium::io::File file_;
  const std::function<bool(const OsmTags&)>& is_wanted_;
  const std::function<void(OsmObject)>& on_object_;
  osmium::memory::Buffer relations_{1 << 16, osmium::memory::Buffer::auto_grow::yes};
  osmium::memory::Buffer ways_{1 << 16, osmium::memory::Buffer::auto_grow::yes};
  std::unordered_set<osmium::object_id_type> member_ways_;
  std::vector<Node> nodes_;
  std::vector<std::pair<osmium::object_id_type, const osmium::Way*>> way_index_;
};

}  // namespace

std::string_view tag(const OsmTags& tags, std::string_view key) {
  const auto found = std::ranges::find(tags, key, &OsmTags::value_type::first);
  return found == tags.end() ? std::string_view() : std::string_view(found->second);
}

Result<void> read_osm(const std::filesystem::path& path, std::string_view shown_name,
                      const std::function<bool(const OsmTags&)>& is_wanted,
                      const std::function<void(OsmObject)>& on_object) {
  try {
    ThreePasses(osmium::io::File(path.string()), is_wanted, on_object).run();
    return {};
  } catch (const TooMuch&) {
    return fail(ProblemCode::too_large, "file", shown_name,
                "The file holds more buildings than fit in memory: cut it into regions and import each.");
  } catch (const Failure&) {
    throw;  // from the callback
  } catch (const std::system_error& error) {
    throw Failure("reading " + std::string(shown_name), error.what());
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {  // osmium's io_error, pbf_error, xml_error, protozero's, …
    return fail(ProblemCode::unrecognised_format, "file", shown_name,
                fmt::format("{} cannot be read as OpenStreetMap data ({}): it may be damaged; fetch it again.",
                            shown_name, error.what()));
  }
}

}  // namespace fingerpost::importers
