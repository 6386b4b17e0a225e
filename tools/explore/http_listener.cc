#include "tools/explore/http_listener.h"

#include <utility>

#include <httplib.h>

namespace tools {
namespace {

constexpr const char* kLoopback = "127.0.0.1";
constexpr int kPatienceSeconds = 2;

/// A header that is there once; "" else.
std::string only_header(const httplib::Request& request, const char* name) {
  return request.get_header_value_count(name) == 1 ? request.get_header_value(name) : "";
}

HttpRequest request_of(const httplib::Request& from) {
  HttpRequest request;
  request.method = from.method;
  request.path = from.path;
  request.query = from.params;
  request.host = only_header(from, "Host");
  request.origin = only_header(from, "Origin");
  request.has_origin = from.has_header("Origin");
  request.body = from.body;
  return request;
}

void reply_with(HttpReply reply, httplib::Response& response) {
  response.status = reply.status;
  if (!reply.stream) {
    // In pieces of a known length, which cpp-httplib does not compress: on the loopback that is the whole wait.
    const std::size_t length = reply.body.size();
    const auto piece = [body = std::move(reply.body)](std::size_t at, std::size_t size,
                                                      httplib::DataSink& sink) {
      return sink.write(body.data() + at, size);
    };
    response.set_content_provider(length, reply.type, piece);
    return;
  }
  const auto next = [stream = std::move(reply.stream)](std::size_t, httplib::DataSink& sink) {
    const bool more = stream([&](std::string_view piece) { return sink.write(piece.data(), piece.size()); });
    if (!more) sink.done();
    return true;
  };
  response.set_chunked_content_provider(reply.type, next, [ended = std::move(reply.ended)](bool) {
    if (ended) ended();
  });
}

/// Nothing of a page may reach out, be framed, guessed at, or kept by a browser.
const httplib::Headers& safe_headers() {
  static const httplib::Headers headers{
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
       "connect-src 'self'; img-src data: 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Referrer-Policy", "no-referrer"},
      {"Cache-Control", "no-store"}};
  return headers;
}

class Listener final : public HttpListener {
 public:
  explicit Listener(HttpHandler handler) {
    const auto answer = [handler = std::move(handler)](const httplib::Request& request,
                                                       httplib::Response& response) {
      reply_with(handler(request_of(request)), response);
    };
    server_.Get(".*", answer);
    server_.Post(".*", answer);
    server_.set_default_headers(safe_headers());
    server_.set_payload_max_length(kMostBodyBytes);
    server_.set_read_timeout(kPatienceSeconds);
    server_.set_write_timeout(kPatienceSeconds);
    server_.set_tcp_nodelay(true);
    // A connection that is kept would hold one of few threads, and up the end of the program.
    server_.set_keep_alive_max_count(1);
    // A port that another program listens on is no port of ours (cpp-httplib would share it).
    server_.set_socket_options([](socket_t socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    server_.new_task_queue = [] { return new httplib::ThreadPool(kMostConnections); };
  }

  int bind(int port) override {
    if (port == 0) return server_.bind_to_any_port(kLoopback);
    return server_.bind_to_port(kLoopback, port) ? port : -1;
  }
  void serve() override { server_.listen_after_bind(); }
  void stop() override { server_.stop(); }

 private:
  httplib::Server server_;
};

constexpr HttpListeners kListeners{[](HttpHandler handler) -> std::unique_ptr<HttpListener> {
  return std::make_unique<Listener>(std::move(handler));
}};

}  // namespace
}  // namespace tools

const tools::HttpListeners* chokepoint_http_listeners() { return &tools::kListeners; }
