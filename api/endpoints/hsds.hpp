#pragma once

#include "api/engine.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

/// The open feeds under /hsds: Open Referral UK 3.0 with HSDS 3.1 extras. Decisions: docs/reference/open-referral.md.
namespace fingerpost::api {

/// GET /hsds: version, profile and openapi_url.
struct HsdsRoot {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// GET /hsds/openapi.json: the contract of the open feeds alone, as validators read it.
struct HsdsOpenApi {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// GET /hsds/services and /hsds/services/{id}.
struct HsdsServices {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};
struct HsdsService {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// GET /hsds/service_at_locations and /hsds/service_at_locations/{id}.
struct HsdsServiceAtLocations {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};
struct HsdsServiceAtLocation {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// GET /hsds/organizations and /hsds/organizations/{id}.
struct HsdsOrganizations {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};
struct HsdsOrganization {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// GET /hsds/locations and /hsds/locations/{id}: community buildings, which no service need stand at. HSDS has the
/// object and no address for it.
struct HsdsLocations {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};
struct HsdsLocation {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// GET /hsds/taxonomies and /hsds/taxonomies/{id}.
struct HsdsTaxonomies {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};
struct HsdsTaxonomy {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// GET /hsds/taxonomy_terms and /hsds/taxonomy_terms/{id}.
struct HsdsTaxonomyTerms {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};
struct HsdsTaxonomyTerm {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

/// GET /hsds/v1/services and /hsds/v1/services/{id}: the older ORUK 1.0 shape.
struct HsdsV1Services {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};
struct HsdsV1Service {
  http::HttpResponse operator()(const http::HttpRequest& request) const;
  Engine engine;
};

}  // namespace fingerpost::api
