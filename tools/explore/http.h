// A small HTTP server on this machine alone: requests in, replies or streams out. The only user of cpp-httplib is
// http_listener.cc.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace tools {

/// What stays within bounds whatever is sent.
inline constexpr std::size_t kMostBodyBytes = 65536;
inline constexpr std::size_t kMostConnections = 24;  ///< served at one time; others wait

struct HttpRequest {
  std::string method;                             ///< GET, POST
  std::string path;                               ///< "/runs"
  std::multimap<std::string, std::string> query;  ///< decoded
  std::string host;                               ///< as sent; "" when there is none or more than one
  std::string origin;                             ///< likewise
  bool has_origin = false;
  std::string body;
};

/// Sends a piece of a stream; false when nobody listens any more.
using SendPiece = std::function<bool(std::string_view)>;

struct HttpReply {
  int status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body{};
  /// A stream in place of the body: called again and again until it returns false; it should come back within a fraction
  /// of a second, so that the server can be stopped.
  std::function<bool(const SendPiece&)> stream{};
  std::function<void()> ended{};  ///< of a stream, however it ends
};

/// Answers requests, on many threads at once.
using HttpHandler = std::function<HttpReply(const HttpRequest&)>;

class HttpListener;

class HttpServer {
 public:
  /// Throws std::runtime_error where the library that listens did not come with the program.
  explicit HttpServer(HttpHandler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Takes a port of 127.0.0.1, any when 0; returns which, or -1 when it is taken.
  int bind(int port);
  /// Serves until stop(), which any thread may call; streams end by themselves then.
  void serve();
  void stop();

 private:
  std::unique_ptr<HttpListener> listener_;
};

}  // namespace tools
