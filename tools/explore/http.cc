#include "tools/explore/http.h"

#include <utility>

#include "sim/experiment/module.h"
#include "tools/explore/http_listener.h"

namespace tools {
namespace {

const HttpListeners& listeners() {
  constexpr sim::Module kModule{"chokepoint-http.so", "chokepoint_http_listeners", "pages in the browser"};
  static const HttpListeners& all =
      *reinterpret_cast<decltype(&chokepoint_http_listeners)>(sim::symbol_of(kModule))();
  return all;
}

}  // namespace

HttpServer::HttpServer(HttpHandler handler) : listener_(listeners().make(std::move(handler))) {}
HttpServer::~HttpServer() = default;

int HttpServer::bind(int port) { return listener_->bind(port); }
void HttpServer::serve() { listener_->serve(); }
void HttpServer::stop() { listener_->stop(); }

}  // namespace tools
