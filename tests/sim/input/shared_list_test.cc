#include "sim/input/shared_list.h"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

using List = sim::SharedList<std::string>;

TEST_CASE("a list without anything in it can be read") {
  const List list;
  CHECK(list.empty());
  CHECK(list.begin() == list.end());
}

TEST_CASE("copies of a list are one until one of them changes") {
  List first;
  first.change() = {"a", "b"};
  List second = first;
  CHECK(second.is_shared_with(first));
  second.change()[1] = "c";
  CHECK(!second.is_shared_with(first));
  CHECK(std::vector<std::string>(first.begin(), first.end()) == std::vector<std::string>{"a", "b"});
  CHECK(std::vector<std::string>(second.begin(), second.end()) == std::vector<std::string>{"a", "c"});
}

TEST_CASE("a list that nobody shares any more is changed where it is") {
  List list;
  list.change() = {"a"};
  { const List copy = list; }
  const std::string* const before = &list.front();
  list.change()[0] = "b";
  CHECK(&list.front() == before);
}

TEST_CASE("a list that was moved away is empty, and one assigned to itself stays") {
  List list;
  list.change() = {"a"};
  const List taken = std::move(list);
  CHECK(list.empty());  // NOLINT(bugprone-use-after-move)
  List same = taken;
  same = static_cast<const List&>(same);
  CHECK(same.size() == 1);
}

TEST_CASE("copies are changed and dropped on threads of their own") {
  List list;
  list.change() = {"a", "b"};
  std::vector<std::thread> threads;
  for (const char* text : {"x", "y", "z"}) {
    threads.emplace_back([own = list, text]() mutable {
      for (int i = 0; i < 100; ++i) {
        const List copy = own;
        own.change()[0] = text;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(list.front() == "a");
}
