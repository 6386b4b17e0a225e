#include "tools/explore/desk.h"

#include <doctest/doctest.h>

#include "sim/engine/parallel.h"
#include "tests/support/explored.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

namespace tools {
namespace {

/// A desk whose door is open to `ask`.
struct OpenDesk {
  sim::Threads one{1};
  tests::Folder folder;
  Desk desk{tests::explore_options(), tests::explored_state(2), folder.path};

  OpenDesk() { desk.open({"abc", 8000}); }
  HttpReply ask(const std::string& method, const std::string& path, QueryWords words = {}) {
    words.emplace("token", "abc");
    HttpRequest request;
    request.method = method;
    request.path = path;
    request.query = std::move(words);
    request.host = "127.0.0.1:8000";
    return desk.answer(request);
  }
};

/// All that a stream sends.
std::string all_of(const HttpReply& reply) {
  std::string all;
  const SendPiece send = [&](std::string_view piece) {
    all += piece;
    return true;
  };
  while (reply.stream(send)) {
  }
  reply.ended();
  return all;
}

TEST_CASE("a page is answered at its addresses and nowhere else") {
  OpenDesk open;
  CHECK(open.ask("GET", "/").body.find("/explore.js?token=abc") != std::string::npos);
  CHECK(open.ask("GET", "/explore_map.js").type.starts_with("text/javascript"));
  CHECK(open.ask("GET", "/choices").status == 200);
  CHECK(open.ask("GET", "/refused", {{"side", "a"}}).body.starts_with("{\"refused\":["));
  CHECK(open.ask("GET", "/../etc/passwd").status == 404);
  CHECK(open.ask("POST", "/").status == 404);
  CHECK(open.ask("POST", "/brief").body.find("brief-1/brief.html") != std::string::npos);
}

TEST_CASE("a stream begins, tells of each run, answers and ends") {
  OpenDesk open;
  const std::string told = all_of(open.ask("GET", "/runs", {{"client", "one"}}));
  CHECK(told.starts_with("event: begin\ndata: {"));
  std::size_t runs = 0;
  for (std::size_t at = told.find("event: run\n"); at != std::string::npos;
       at = told.find("event: run\n", at + 1))
    ++runs;
  CHECK(runs == 4);
  CHECK(told.find("\"sentences\":[") != std::string::npos);
  CHECK(told.ends_with("event: done\ndata: {}\n\n"));
}

TEST_CASE("what cannot be run is refused with the problems of the command line") {
  OpenDesk open;
  const HttpReply wrong = open.ask("GET", "/runs", {{"a", "histroy"}});
  CHECK(wrong.status == 400);
  CHECK(wrong.body.find("did you mean 'history'?") != std::string::npos);
  CHECK(open.ask("GET", "/runs", {{"a", "/etc/passwd"}}).status == 400);
  CHECK(open.ask("GET", "/map", {{"side", "c"}}).status == 400);
  CHECK(open.ask("GET", "/event", {{"side", "a"}, {"n", "99999"}}).status == 400);
}

TEST_CASE("the map of a side has events, each with its chain") {
  OpenDesk open;
  const auto map = nlohmann::json::parse(open.ask("GET", "/map", {{"side", "b"}}).body);
  REQUIRE(map["events"].size() > 0);
  const auto chain = nlohmann::json::parse(open.ask("GET", "/event", {{"side", "b"}, {"n", "0"}}).body);
  CHECK(chain["text"].get<std::string>().find(map["events"][0]["date"]) != std::string::npos);
}

TEST_CASE("a side is saved once, where the program was started") {
  OpenDesk open;
  const QueryWords words{{"side", "a"}, {"name", "mine"}};
  CHECK(open.ask("POST", "/policy", words).status == 200);
  CHECK(tests::text_of(open.folder.path / "mine.yaml").find("last: \"2022-12-31\"") +
            tests::text_of(open.folder.path / "mine.yaml").find("last: 2022-12-31") !=
        2 * std::string::npos);
  CHECK(open.ask("POST", "/policy", words).status == 409);
  CHECK(open.ask("POST", "/policy", {{"side", "a"}, {"name", "../mine"}}).status == 400);
}

TEST_CASE("a desk that is stopped ends its streams and traces no run") {
  OpenDesk open;
  const HttpReply stream = open.ask("GET", "/runs", {{"runs", "400"}});
  open.desk.stop();
  CHECK(all_of(stream).ends_with("event: stopped\ndata: {}\n\n"));
  CHECK(open.ask("GET", "/map", {{"side", "a"}}).status == 503);
}

}  // namespace
}  // namespace tools
