#include "api/routes.hpp"

#include "api/endpoints/buildings.hpp"
#include "api/endpoints/changes.hpp"
#include "api/endpoints/contract.hpp"
#include "api/endpoints/docs.hpp"
#include "api/endpoints/health.hpp"
#include "api/endpoints/hsds.hpp"
#include "api/endpoints/places.hpp"
#include "api/endpoints/proposals.hpp"
#include "api/endpoints/search.hpp"

namespace fingerpost::api {

void add_routes(http::Router& router, const Engine& engine) {
  constexpr http::RouteOptions kOpen{.open_to_all_origins = true};
  constexpr http::RouteOptions kEssential{.open_to_all_origins = true, .essential = true};
  using http::Method;

  router.add(Method::get, "/api/search", Search{engine}, kOpen);
  router.add(Method::get, "/api/suggest", Suggest{engine}, kOpen);
  router.add(Method::get, "/api/places", Places{engine}, kOpen);
  router.add(Method::get, "/api/places/{code}", PlaceByCode{engine}, kOpen);
  router.add(Method::get, "/api/buildings", Buildings{engine}, kOpen);
  router.add(Method::get, "/api/buildings/{id}", BuildingById{engine}, kOpen);
  router.add(Method::post, "/api/buildings/query", BuildingsQuery{engine}, kOpen);
  router.add(Method::post, "/api/proposals", Proposals{engine}, kOpen);
  router.add(Method::get, "/api/openapi.json", OpenApi{engine}, kOpen);
  router.add(Method::get, "/api/docs", DocsPage{}, kOpen);
  router.add(Method::get, "/api/docs/{file}", DocsFile{}, kOpen);

  router.add(Method::get, "/hsds", HsdsRoot{engine}, kOpen);
  router.add(Method::get, "/hsds/openapi.json", HsdsOpenApi{engine}, kOpen);
  router.add(Method::get, "/hsds/services", HsdsServices{engine}, kOpen);
  router.add(Method::get, "/hsds/services/{id}", HsdsService{engine}, kOpen);
  router.add(Method::get, "/hsds/organizations", HsdsOrganizations{engine}, kOpen);
  router.add(Method::get, "/hsds/organizations/{id}", HsdsOrganization{engine}, kOpen);
  router.add(Method::get, "/hsds/service_at_locations", HsdsServiceAtLocations{engine}, kOpen);
  router.add(Method::get, "/hsds/service_at_locations/{id}", HsdsServiceAtLocation{engine}, kOpen);
  router.add(Method::get, "/hsds/locations", HsdsLocations{engine}, kOpen);
  router.add(Method::get, "/hsds/locations/{id}", HsdsLocation{engine}, kOpen);
  router.add(Method::get, "/hsds/taxonomies", HsdsTaxonomies{engine}, kOpen);
  router.add(Method::get, "/hsds/taxonomies/{id}", HsdsTaxonomy{engine}, kOpen);
  router.add(Method::get, "/hsds/taxonomy_terms", HsdsTaxonomyTerms{engine}, kOpen);
  router.add(Method::get, "/hsds/taxonomy_terms/{id}", HsdsTaxonomyTerm{engine}, kOpen);
  router.add(Method::get, "/hsds/v1/services", HsdsV1Services{engine}, kOpen);
  router.add(Method::get, "/hsds/v1/services/{id}", HsdsV1Service{engine}, kOpen);
  router.add(Method::get, "/api/changes", Changes{engine}, kOpen);

  router.add(Method::get, "/healthz", Healthz{}, kEssential);
  router.add(Method::get, "/readyz", Readyz{engine}, kEssential);
  router.add(Method::get, "/metrics", Metrics{engine}, kEssential);
  router.add(Method::get, "/problems/{slug}", ProblemPage{}, kOpen);
}

}  // namespace fingerpost::api
