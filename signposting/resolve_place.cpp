#include <fmt/format.h>

#include "signposting/detail/steps.hpp"

namespace fingerpost::signposting {
Result<void> resolve_place(Working& working, search::Query& query) {
  const Enquiry& enquiry = working.enquiry;
  Understood& understood = working.answer.understood;
  if (enquiry.near.empty()) {
    if (enquiry.within)
      return fail(ProblemCode::missing_parameter, "near", "",
                  "within needs a place to measure from: add near, or leave within out.");
    working.say("place", "No place was asked for: the whole directory.");
    return {};
  }
  auto place = working.snapshot.gazetteer().resolve(enquiry.near);
  if (!place) return fail(std::move(place.error()));

  for (const geo::AreaRef& area : place->areas) query.where.covering.push_back(area.code);
  query.where.covering.push_back(place->code);
  const bool is_area = place->precision == geo::Precision::area;
  auto shape = is_area && !enquiry.within ? working.snapshot.gazetteer().area_shape(place->code) : nullptr;
  if (shape) {
    query.where.area = std::move(shape);
    understood.inside_area = true;
    working.say("place", "{} is an area: inside its boundary.", place->name);
  } else if (!enquiry.within && enquiry.sort == search::Sort::nearest) {
    // The nearest come first, so a circle would only hide the last; and they are found without looking at the rest.
    query.where.centre = place->centre;
    working.say("place", "{} ({}): the nearest first, however far.", place->name, to_string(place->precision));
  } else {
    query.where.centre = place->centre;
    query.where.within = enquiry.within.value_or(working.chosen_within);
    understood.within = query.where.within;
    understood.within_chosen = !enquiry.within;
    working.say("place", "{} ({}): within {:.0f} m of {:.5f},{:.5f}{}.", place->name, to_string(place->precision),
                *understood.within, place->centre.latitude, place->centre.longitude,
                understood.within_chosen ? ", chosen by the engine" : "");
  }
  working.answer.place = *std::move(place);
  return {};
}

}  // namespace fingerpost::signposting
