#include "models/law/written_law.h"

#include <map>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace chokepoint {
namespace {

template <class... Kinds>
bool is_a_kind(const std::variant<Kinds...>*, std::string_view name) {
  return ((name == Kinds::kKind) || ...);
}

/// Reads controls, and each once for the versions in which it is written alike: most of a version are those of the
/// version before.
class ControlReader {
 public:
  explicit ControlReader(sim::Problems& problems) : problems_(problems) {}

  WrittenVersion read(const FoldedVersion& folded) {
    WrittenVersion version{folded.first, {}, {}, {}};
    for (const Regime* regime : folded.regimes) version.regimes.push_back(regime->regime);
    for (const sim::Node::Entry& entry : folded.controls.entries) {
      if (entry.value.is_null()) continue;
      const std::shared_ptr<const Control>& control = as_read(entry);
      const sim::Node* kind = entry.value.find("kind");
      if (kind != nullptr && is_a_kind(control.get(), kind->text)) {
        version.controls.push_back({entry.key, entry.key_at, control});
      } else {
        version.unread.push_back(entry.key);
      }
    }
    return version;
  }

 private:
  struct Read {
    sim::Node written;
    std::shared_ptr<const Control> control;
  };

  const std::shared_ptr<const Control>& as_read(const sim::Node::Entry& entry) {
    Read& last = read_[entry.key];
    if (last.control == nullptr || !sim::is_one(last.written, entry.value)) {
      Control control;
      sim::read(entry.value, control, fmt::format("control '{}'", entry.key), problems_);
      last = {entry.value, std::make_shared<const Control>(std::move(control))};
    }
    return last.control;
  }

  std::map<std::string, Read> read_;  ///< by name
  sim::Problems& problems_;
};

}  // namespace

WrittenLaw read_law(std::span<const Regime> known, std::span<const CalendarEntry> calendar,
                    sim::Problems& problems) {
  ControlReader reader(problems);
  WrittenLaw law;
  for (const FoldedVersion& folded : fold(known, calendar, problems)) law.push_back(reader.read(folded));
  return law;
}

}  // namespace chokepoint
