// Walking a filled struct: every parameter in it, wherever it lies, with its path and its declaration.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "sim/input/fields.h"

namespace sim {

/// Calls fn(path, leaf, says) for each value of type Leaf below a struct's fields.
template <class Leaf, class Fn>
class LeafWalker {
 public:
  explicit LeafWalker(Fn& fn) : fn_(fn) {}

  template <class T>
  void operator()(std::string_view name, T& value, const Says& says) {
    below(path_.empty() ? std::string(name) : fmt::format(".{}", name), value, says);
  }

 private:
  template <class T>
  void below(const std::string& step, T& value, const Says& says) {
    const std::size_t length = path_.size();
    path_ += step;
    visit(value, says);
    path_.resize(length);
  }
  template <class T>
  void visit(T& value, const Says& says) {
    if constexpr (std::same_as<T, Leaf>) {
      fn_(std::as_const(path_), value, says);
    } else if constexpr (HasFields<T>) {
      value.fields(*this);
    }
  }
  template <class T>
  void visit(std::optional<T>& value, const Says& says) {
    if (value) visit(*value, says);
  }
  template <class T>
  void visit(std::vector<T>& items, const Says& says) {
    for (std::size_t i = 0; i < items.size(); ++i) below(fmt::format("[{}]", i), items[i], says);
  }
  template <class T>
  void visit(Named<T>& named, const Says& says) {
    for (auto& entry : named.entries) below(fmt::format(".{}", entry.name), entry.value, says);
  }
  template <class... Kinds>
  void visit(std::variant<Kinds...>& value, const Says& says) {
    std::visit([&](auto& kind) { visit(kind, says); }, value);
  }

  Fn& fn_;
  std::string path_;
};

/// Calls fn(const std::string& path, Parameter&, const Says&) for every parameter below a struct, in the order
/// declared (and, for named things and lists, written). Paths are those of --set: "rings.hurdle",
/// "controls.quota.total"; an item of a list is "fabs[0].yield".
template <HasFields T, class Fn>
void for_each_parameter(T& root, Fn&& fn) {
  LeafWalker<Parameter, Fn> walker(fn);
  root.fields(walker);
}

/// The same for every dated figure.
template <HasFields T, class Fn>
void for_each_series(T& root, Fn&& fn) {
  LeafWalker<Series, Fn> walker(fn);
  root.fields(walker);
}

}  // namespace sim
