// What of the server uses cpp-httplib: a library of its own, which brings OpenSSL with it and is loaded for a server alone.
#pragma once

#include <memory>

#include "tools/explore/http.h"

namespace tools {

/// As HttpServer.
class HttpListener {
 public:
  virtual ~HttpListener() = default;
  virtual int bind(int port) = 0;
  virtual void serve() = 0;
  virtual void stop() = 0;
};

struct HttpListeners {
  std::unique_ptr<HttpListener> (*make)(HttpHandler handler);
};

}  // namespace tools

/// The one name that the library shows.
extern "C" const tools::HttpListeners* chokepoint_http_listeners();
