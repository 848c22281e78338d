#pragma once

#include "http/request.hpp"
#include "http/response.hpp"

namespace fingerpost::http {

/// What every answer gets once its endpoint is done: the ETag of a GET (BLAKE2b of the text, unless the endpoint set
/// one) and 304 when the client has it, gzip when asked and worth it, Content-Length, X-Request-Id, the security
/// headers, and no body for HEAD.
///
/// A compressed answer is another representation, so its strong ETag differs ("…-gz") and the answer varies by
/// Accept-Encoding (RFC 9110 §8.8.3.3).
void finish(HttpResponse& response, const HttpRequest& request);

/// Whether an If-None-Match value names `etag`, by the weak comparison (RFC 9110 §13.1.2).
bool names_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace fingerpost::http
