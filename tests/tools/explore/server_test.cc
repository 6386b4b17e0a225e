#include "tools/explore/server.h"

#include <signal.h>
#include <sys/wait.h>

#include <cstdio>
#include <thread>

#include <doctest/doctest.h>
#include <httplib.h>

#include "tests/support/started_page.h"

namespace tools {
namespace {

TEST_CASE("the program serves its page until it is told to end, with status 0") {
  tests::StartedPage page;
  httplib::Client client("127.0.0.1", page.port());
  CHECK(client.Get("/")->status == 403);
  CHECK(client.Get("/?token=" + page.token())->status == 200);
  CHECK(client.Get("/?token=" + page.token(), {{"Origin", "http://evil.example"}})->status == 403);
  CHECK(client.Get("/?token=" + page.token(), {{"Host", "evil.example"}})->status == 403);
  CHECK(page.end(SIGINT) == 0);
}

TEST_CASE("two pages are served at once, and a stream under way does not hold up the end") {
  tests::StartedPage page;
  const auto follow = [&](const char* client_name) {
    httplib::Client client("127.0.0.1", page.port());
    std::string told;
    client.Get("/runs?runs=400&client=" + std::string(client_name) + "&token=" + page.token(),
               [&](const char* data, std::size_t size) {
                 told.append(data, size);
                 return told.find("event: run") == std::string::npos;
               });
    return told.find("event: run") != std::string::npos;
  };
  bool first = false;
  bool second = false;
  {
    const std::jthread one([&] { first = follow("one"); });
    const std::jthread two([&] { second = follow("two"); });
  }
  CHECK(first);
  CHECK(second);
  CHECK(page.end(SIGTERM) == 0);
}

TEST_CASE("wrong words of explore are told before anything is served") {
  const tests::Folder folder;
  const auto run = [&](const char* words) { return tests::run_program(folder.path, words); };
  CHECK(run("explore histroy").status == 2);
  CHECK(run("explore histroy").err.find("did you mean 'history'?") != std::string::npos);
  CHECK(run("explore history tight no-controls").status == 2);
  CHECK(run("explore --port 70000").status == 2);
  CHECK(run("explore -n 401").status == 2);
}

}  // namespace
}  // namespace tools
