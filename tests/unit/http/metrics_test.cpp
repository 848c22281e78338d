#include "http/metrics.hpp"

#include <gtest/gtest.h>

namespace fingerpost::http {
namespace {

using std::chrono::milliseconds;

TEST(Metrics, CountsByRouteAndStatus) {
  Metrics metrics;
  metrics.prepare({"/services/{id}", "/odd\"route"});
  metrics.answered("/services/{id}", 200, 100, milliseconds(3));
  metrics.answered("/services/{id}", 200, 50, milliseconds(30));
  metrics.answered("/services/{id}", 999, 0, milliseconds(1));
  metrics.answered("", 404, 7, milliseconds(0));
  metrics.answered("/never/prepared", 404, 0, milliseconds(0));
  metrics.answered("/odd\"route", 200, 0, milliseconds(20'000));
  const std::string text = metrics.text();
  for (const char* line :
       {"fingerpost_http_requests_total{route=\"/services/{id}\",status=\"200\"} 2\n",
        "fingerpost_http_requests_total{route=\"/services/{id}\",status=\"other\"} 1\n",
        "fingerpost_http_requests_total{route=\"none\",status=\"404\"} 2\n",
        "fingerpost_http_requests_total{route=\"/odd\\\"route\",status=\"200\"} 1\n",
        "fingerpost_http_response_bytes_total{route=\"/services/{id}\"} 150\n",
        "_bucket{route=\"/services/{id}\",le=\"0.001\"} 1\n", "_bucket{route=\"/services/{id}\",le=\"0.005\"} 2\n",
        "_bucket{route=\"/services/{id}\",le=\"0.05\"} 3\n", "_bucket{route=\"/services/{id}\",le=\"+Inf\"} 3\n",
        "_count{route=\"/services/{id}\"} 3\n", "_sum{route=\"/services/{id}\"} 0.034\n",
        "_bucket{route=\"/odd\\\"route\",le=\"10\"} 0\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

TEST(Metrics, EveryLineIsPrometheusText) {
  Metrics metrics;
  metrics.prepare({"/a"});
  metrics.answered("/a", 200, 1, milliseconds(1));
  std::string_view text;
  const std::string all = metrics.text();
  text = all;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() + 1);
    EXPECT_TRUE(line.starts_with("# HELP fingerpost_http_") || line.starts_with("# TYPE fingerpost_http_") ||
                (line.starts_with("fingerpost_http_") && line.find(' ') != std::string_view::npos))
        << line;
  }
}

}  // namespace
}  // namespace fingerpost::http
