#include "tools/explore/http.h"

#include <thread>

#include <doctest/doctest.h>
#include <httplib.h>

namespace tools {
namespace {

/// A server that answers with what it was asked, while it lives.
struct Echo {
  HttpServer server{[](const HttpRequest& request) {
    HttpReply reply{.body = request.method + " " + request.path + " " + request.body};
    if (request.path == "/stream")
      reply.stream = [left = 3](const SendPiece& send) mutable { return send("piece ") && --left > 0; };
    return reply;
  }};
  int port = server.bind(0);
  std::jthread serving{[this] { server.serve(); }};

  httplib::Client client() {
    httplib::Client made("127.0.0.1", port);
    while (!made.Get("/")) std::this_thread::yield();
    return made;
  }
  ~Echo() { server.stop(); }
};

TEST_CASE("replies, streams and their safe headers come over") {
  Echo echo;
  auto client = echo.client();
  CHECK(client.Post("/a", "text", "text/plain")->body == "POST /a text");
  const auto stream = client.Get("/stream");
  CHECK(stream->body == "piece piece piece ");
  CHECK(stream->get_header_value("Content-Security-Policy").starts_with("default-src 'none'"));
  CHECK(stream->get_header_value("X-Content-Type-Options") == "nosniff");
  CHECK(stream->get_header_value("Referrer-Policy") == "no-referrer");
  CHECK(stream->get_header_value("Cache-Control") == "no-store");
}

TEST_CASE("bodies and addresses that are too long are refused, and a port that is taken is not shared") {
  Echo echo;
  auto client = echo.client();
  CHECK(client.Post("/a", std::string(kMostBodyBytes + 1, 'x'), "text/plain")->status == 413);
  CHECK(client.Get("/" + std::string(20000, 'x'))->status == 414);
  HttpServer second([](const HttpRequest&) { return HttpReply{}; });
  CHECK(second.bind(echo.port) == -1);
}

}  // namespace
}  // namespace tools
