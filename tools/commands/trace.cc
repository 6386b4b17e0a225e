#include "tools/commands/all.h"

#include <memory>
#include <optional>

#include <fmt/format.h>

#include "models/setup.h"
#include "sim/experiment/files.h"
#include "sim/report/table.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/study/options.h"
#include "tools/trace/event_words.h"
#include "tools/trace/traced_run.h"

namespace tools {
namespace {

using chokepoint::Event;
using chokepoint::EventKind;

struct TraceOptions {
  RunChoice choice;
  EventQuery query;
  std::string format = "csv";
  std::string out;
};

/// Where the text goes: a file, whole or not at all, or the standard output.
class Output {
 public:
  explicit Output(const std::string& file) {
    if (!file.empty()) file_.emplace(file);
  }
  void write(std::string_view text) {
    if (file_) {
      file_->append(text);
    } else {
      put(text);
    }
  }
  bool is_lost() const { return !file_ && is_output_lost(); }
  void keep() {
    if (file_) file_->keep();
  }

 private:
  std::optional<sim::AtomicFile> file_;
};

sim::Table empty_table() {
  using sim::Align;
  sim::Table table;
  table.columns = {{"date"},
                   {"kind"},
                   {"order", Align::kRight},
                   {"buyer"},
                   {"seller"},
                   {"ring"},
                   {"chip"},
                   {"lane"},
                   {"units", Align::kRight},
                   {"value", Align::kRight},
                   {"chance", Align::kRight},
                   {"drawn", Align::kRight},
                   {"ruling"},
                   {"rule"},
                   {"note"}};
  return table;
}

bool has_a_ruling(EventKind kind) {
  return kind == EventKind::kRefusedByRule || kind == EventKind::kFiled || kind == EventKind::kGranted ||
         kind == EventKind::kNotGranted;
}

/// A number, or nothing where it does not apply.
sim::Cell number_or_none(double value, std::string shown) {
  return value == 0 ? sim::missing_cell("") : sim::number_cell(value, std::move(shown));
}

std::vector<sim::Cell> row_of(const EventWords& words, const Event& event) {
  const bool by_chance = event.drawn > 0;
  const auto chance = [&](double value) {
    return by_chance ? sim::number_cell(value, fmt::format("{:.4f}", value)) : sim::missing_cell("");
  };
  const bool is_version = event.kind == EventKind::kEnacted;
  return {sim::text_cell(words.date(event)),
          sim::text_cell(chokepoint::name_of(event.kind)),
          number_or_none(event.order, fmt::format("{}", event.order)),
          sim::text_cell(words.buyer(event.buyer)),
          sim::text_cell(words.seller(event.seller)),
          sim::text_cell(words.ring(event)),
          sim::text_cell(words.chip(event.product)),
          sim::text_cell(words.lane(event.lane)),
          number_or_none(words.chips(event), fmt::format("{}", words.chips(event))),
          number_or_none(is_version ? 0 : event.value, fmt::format("{:.0f}", event.value)),
          chance(event.chance),
          chance(event.drawn),
          sim::text_cell(has_a_ruling(event.kind) ? chokepoint::in_words(event.ruling) : ""),
          sim::text_cell(words.rule(event.ruling, event.week)),
          sim::text_cell(words.note(event))};
}

void trace(const TraceOptions& options) {
  const sim::Format format = format_named(options.format);
  const chokepoint::Scenario scenario = load_choice(options.choice);
  chokepoint::World world = chokepoint::make_world(scenario, options.choice.streams());
  sim::Problems problems;
  const EventFilter filter = understand(options.query, world, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  Output output(options.out);
  const EventWords words(world);
  sim::Table table = empty_table();
  table.title = fmt::format("Run {} of {}, seed {}", options.choice.run, scenario.name, options.choice.seed);
  if (format == sim::Format::kCsv) output.write(sim::write(table, format));
  run_traced(world, [&](const chokepoint::World& now, std::span<const Event> events) {
    for (const Event& event : events) {
      if (filter.matches(words, event)) table.rows.push_back(row_of(words, event));
    }
    if (format == sim::Format::kCsv && !table.rows.empty()) {
      // A week at a time, without the header of its own: a whole run is millions of events.
      const std::string text = sim::write(table, format);
      output.write(std::string_view(text).substr(text.find('\n') + 1));
      table.rows.clear();
    }
    return now.week > filter.last_week || output.is_lost() ? Tracing::kStop : Tracing::kGoOn;
  });
  if (format != sim::Format::kCsv) output.write(sim::write(table, format));
  output.keep();
}

}  // namespace

void declare_trace(CLI::App& command, int& status) {
  const auto options = std::make_shared<TraceOptions>();
  declare_run_choice(command, options->choice);
  EventQuery& query = options->query;
  add_option(command, "--kind", query.kinds, "kinds of events, with commas: seized,\"case opened\"");
  add_option(command, "--who", query.who,
             "a firm's name (with its arm abroad) or a lab's, ring:12, front:340 or seller:7");
  add_option(command, "--chip", query.chip, "a chip of the catalogue");
  add_option(command, "--from", query.from, "first day");
  add_option(command, "--until", query.until, "last day");
  add_whole<std::uint32_t>(command, "--order", query.order, "number of an order", 1);
  add_option(command, "--format", options->format, "csv (as the run goes), md, json, latex or html")
      .shows_default();
  add_option(command, "--out", options->out, "a file, in place of the standard output");
  add_footer(
      command,
      "Where DeepSeek's chips of 2022 to 2024 came from, lot by lot (on the first day, imported, or bought "
      "on the "
      "black market):\n"
      "  chokepoint trace history --who DeepSeek --kind held,delivered,bought --until 2024-12-31 --format "
      "md");
  on_run(command, [options, &status] {
    trace(*options);
    status = 0;
  });
}

}  // namespace tools
