#include "tools/bench/page.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "sim/report/words.h"
#include "tools/figures/draw.h"

namespace tools::bench {
namespace {

using sim::Align;
using sim::text_cell;

constexpr int kColumns = 80;

sim::Table table_with(std::string title, const std::vector<std::string>& columns) {
  sim::Table table;
  table.title = std::move(title);
  for (const std::string& column : columns)
    table.columns.push_back({column, table.columns.empty() ? Align::kLeft : Align::kRight});
  return table;
}

/// The notes in lines that fit a terminal.
void print(sim::Table table) {
  for (std::string& note : table.notes) note = sim::folded(note, kColumns - 2, "  ");
  fmt::print("{}\n", sim::write(table, sim::Format::kMarkdown));
}

void print_text(std::string_view text) { fmt::print("{}\n\n", sim::folded(text, kColumns)); }

std::string plain(double value, int digits = 3) { return sim::rounded(value, digits); }

std::string rounds_of(const Measurements& measured, const std::string& of, const std::string& measure) {
  return sim::counted(measured.rounds(of, measure).size(), "round");
}

void print_head(const Measurements& machine) {
  fmt::print("# What running and building cost\n\n");
  print_text(fmt::format(
      "Measured on {} by `tools/dev/performance`, which remakes this page: {} cores of {}, {} GB of memory, {}, commit {}{}.",
      machine.words("machine", "day"), machine.words("machine", "cores"),
      machine.words("machine", "processor"), plain(machine.median("machine", "bytes of memory") / 1e9, 2),
      machine.words("machine", "compiler"), machine.words("machine", "commit").substr(0, 10),
      machine.words("machine", "changes") == "none" ? "" : " with changes"));
  print_text(
      "Square brackets hold quartiles over rounds: half of the rounds lie in them. What is compared was run in turn, "
      "round after round, and a ratio is the median of the ratios of rounds: it stands still where a shared machine "
      "makes seconds drift. Times are wall-clock times unless they are called work.");
}

void print_agents(const Measurements& model, const std::string& link) {
  fmt::print("## Time and memory against agents\n\n![Time and memory against agents]({}/agents.svg)\n\n",
             link);
  sim::Table table =
      table_with("A run of history on one thread",
                 {"population.scale", "agents", "seconds", "ns an agent-week", "MB", "bytes an agent"});
  for (const std::string& size : model.cases("agents ")) {
    const double agents = model.median(size, "agents");
    const Quartiles seconds = model.quartiles(size, "seconds");
    const double bytes = model.median(size, "bytes");
    table.rows.push_back({text_cell(plain(model.median(size, "level"))), text_cell(plain(agents)),
                          text_cell(with_quartiles(seconds)),
                          text_cell(with_quartiles(seconds, 1e9 / agents / model.median(size, "weeks"))),
                          text_cell(plain(bytes / 1e6)), text_cell(plain(bytes / agents))});
  }
  table.notes = {fmt::format(
      "{} of different runs, the same at each size; memory is what a world holds after its last week.",
      rounds_of(model, model.cases("agents ").front(), "seconds"))};
  print(table);
}

void print_axes(const Measurements& model, const std::string& link) {
  fmt::print("## Time against weeks, rings, chips and routes\n\n![Time along four axes]({}/axes.svg)\n\n",
             link);
  sim::Table table =
      table_with("A run of history, larger along one axis",
                 {"axis", "number", "of the least", "agents", "ms", "time of the least", "MB"});
  for (const std::string axis : {"weeks", "rings", "chips", "routes"}) {
    const std::string least = model.cases(axis + " ").front();
    for (const std::string& size : model.cases(axis + " ")) {
      const double number = model.median(size, axis);
      table.rows.push_back({text_cell(axis), text_cell(plain(number, 4)),
                            text_cell(plain(number / model.median(least, axis))),
                            text_cell(plain(model.median(size, "agents"))),
                            text_cell(with_quartiles(model.quartiles(size, "seconds"), 1000)),
                            text_cell(with_quartiles(ratio_of(model, size, least, "seconds"))),
                            text_cell(plain(model.median(size, "bytes") / 1e6))});
    }
  }
  table.notes = {fmt::format(
      "{}, on one thread. More chips are copies of those that are made, under names of their own; more routes "
      "are lanes between places that had none. Both change what agents do, not only how much there is to look at.",
      rounds_of(model, model.cases("weeks ").front(), "seconds"))};
  print(table);
}

void print_threads(const Measurements& model, const std::string& link) {
  fmt::print("## One run on several threads\n\n![Share and gain of each phase]({}/phases.svg)\n\n", link);
  sim::Table table = table_with("A run of history, all phases of its weeks",
                                {"population.scale", "threads", "ms", "times faster", "serial share"});
  std::string one;
  for (const std::string& size : model.cases("threads ")) {
    const auto [scale, threads] = size_and_threads(size);
    if (threads == 1) one = size;
    const Quartiles faster = ratio_of(model, one, size, "all");
    // Amdahl: t(n) / t(1) = s + (1 - s) / n.
    const double serial = threads == 1 ? 1 : (threads / faster.median - 1) / (threads - 1);
    table.rows.push_back(
        {text_cell(plain(scale)), text_cell(plain(threads)),
         text_cell(with_quartiles(model.quartiles(size, "all"))),
         threads == 1 ? sim::missing_cell("") : text_cell(with_quartiles(faster)),
         threads == 1 ? sim::missing_cell("") : text_cell(sim::percent(std::clamp(serial, 0.0, 1.0)))});
  }
  table.notes = {fmt::format(
      "{} of the smallest size; the same runs on each number of threads. Serial share: of a run on one thread, "
      "what would have to be serial for this gain (Amdahl).",
      rounds_of(model, model.cases("threads ").front(), "all"))};
  print(table);
  const std::string last = model.cases("threads ").back();
  const std::string first = fmt::format("threads {}/1", size_and_threads(last).first);
  sim::Table phases = table_with(fmt::format("Phases at population.scale {}", size_and_threads(last).first),
                                 {"phase", "ms on one thread", "share",
                                  fmt::format("times faster on {}", size_and_threads(last).second)});
  std::vector<std::string> names = model.measures(first);
  std::erase(names, "all");
  std::ranges::stable_sort(
      names, [&](const auto& a, const auto& b) { return model.median(first, a) > model.median(first, b); });
  double shown = 0;
  for (const std::string& name : names) {
    const double share = model.median(first, name) / model.median(first, "all");
    if (share < 0.01) continue;
    shown += share;
    phases.rows.push_back({text_cell(name), text_cell(with_quartiles(model.quartiles(first, name))),
                           text_cell(sim::percent(share)),
                           text_cell(with_quartiles(ratio_of(model, first, last, name)))});
  }
  phases.notes = {fmt::format(
      "Phases of less than 1% are left out: together {}. What a phase does: `chokepoint describe week`.",
      sim::percent(std::clamp(1 - shown, 0.0, 1.0)))};
  print(phases);
}

void print_batches(const Measurements& model) {
  fmt::print("## Many runs at once\n\n");
  sim::Table table = table_with("Runs of history in a batch",
                                {"runs at once", "threads", "runs a second", "times faster than one thread"});
  for (const std::string& batch : model.cases("batch ")) {
    const auto [runs, threads] = size_and_threads(batch);
    const Quartiles seconds = model.quartiles(batch, "seconds");
    table.rows.push_back(
        {text_cell(plain(runs)), text_cell(plain(threads)),
         text_cell(with_quartiles({runs / seconds.high, runs / seconds.median, runs / seconds.low})),
         text_cell(with_quartiles(ratio_of(model, fmt::format("batch {}/1", runs), batch, "seconds")))});
  }
  table.notes = {fmt::format("{}.", rounds_of(model, model.cases("batch ").front(), "seconds"))};
  print(table);
}

/// The read of a column of so many rows at random, or of the largest that was measured.
double read_ns(const Measurements& machine, double rows) {
  double ns = 0;
  for (const std::string& measure : machine.measures("threads 1")) {
    constexpr std::string_view kRead = "read of ";
    if (measure.starts_with(kRead) && (ns == 0 || std::stod(measure.substr(kRead.size())) <= rows))
      ns = machine.median("threads 1", measure);
  }
  return ns;
}

/// What a run moves in all weeks but its first, held against what the triad moves in the same time.
void print_traffic(const Measurements& machine, const Measurements& model, const Measurements& counted) {
  const std::string size = "agents 1", run = "run history -n 1", first_week = "run history -n 1 --save 1";
  sim::Table table = table_with("An agent-week of history on one thread, at population.scale 1",
                                {"what moves", "bytes", "ns at the triad's speed", "of the time it takes"});
  if (!counted.has(run, "instructions"))
    return print_text("What a run moves was not counted: callgrind does, where valgrind is installed.");
  const double agent_weeks = model.median(size, "agents") * model.median(size, "weeks");
  const double ns = model.median(size, "seconds") * 1e9 / agent_weeks;
  for (const std::string& what : counted.measures(run)) {
    if (what == "instructions") continue;
    // Of what hardly moves a first week may count more.
    const double bytes =
        std::max(0.0, counted.median(run, what) - counted.median(first_week, what)) / agent_weeks;
    const double at_triad = bytes / machine.median("threads 1", "triad GB/s");
    table.rows.push_back({text_cell(what), text_cell(plain(bytes)), text_cell(plain(at_triad)),
                          text_cell(sim::percent(std::clamp(at_triad / ns, 0.0, 1.0)))});
  }
  table.notes = {fmt::format(
      "It takes {} ns, as long as {} independent reads at random from a column of as many rows. Bytes as callgrind counts "
      "them: eight for each read or write, a line of 64 for each that its model of this machine's caches must fetch.",
      plain(ns), plain(ns / read_ns(machine, model.median(size, "agents")), 2))};
  print(table);
}

void print_limits(const Measurements& machine, const Measurements& model, const Measurements& counted) {
  fmt::print("## How far the model is from the machine's limits\n\n");
  sim::Table memory = table_with("What the memory of this machine gives", {"threads", "triad, GB/s"});
  for (const std::string& measure : machine.measures("threads 1")) {
    if (measure.starts_with("read of "))
      memory.columns.push_back({"ns a read of " + plain(std::stod(measure.substr(8)), 9), Align::kRight});
  }
  for (const std::string& threads : machine.cases("threads ")) {
    std::vector<sim::Cell> row{text_cell(threads.substr(8)),
                               text_cell(plain(machine.median(threads, "triad GB/s")))};
    for (const std::string& measure : machine.measures(threads)) {
      if (measure.starts_with("read of "))
        row.push_back(text_cell(plain(machine.median(threads, measure), 2)));
    }
    memory.rows.push_back(std::move(row));
  }
  memory.notes = {
      "The best of 9 repetitions. Triad: a[i] = b[i] + 3 c[i] over 400 MB a column. Reads: 32-bit numbers at places "
      "that a list gives, many under way at once."};
  print(memory);
  print_traffic(machine, model, counted);
}

void print_yardstick_table(const Measurements& yardstick, const Measurements& machine,
                           const std::string& link) {
  fmt::print(
      "## The engine beside code written by hand\n\n![Nanoseconds an agent-step]({}/yardstick.svg)\n\n",
      link);
  print_text(
      "The supply network (`tools/bench/supply_network.h`) on the engine, beside a plain loop and versions tuned by hand: "
      "serial, and TBB with a counting sort. All give the same numbers.");
  sim::Table table =
      table_with("Nanoseconds an agent-step", {"agents", "threads", "plain", "best by hand", "engine",
                                               "best over engine", "by work", "random reads, of its time"});
  for (const std::string& size : yardstick.cases()) {
    const auto [agents, threads] = size_and_threads(size);
    const std::string best = best_by_hand(yardstick, size);
    const auto over_engine = [&](const std::string& clock) {
      return with_quartiles(
          ratios(yardstick.rounds(size, best + clock), yardstick.rounds(size, "engine" + clock)));
    };
    const double engine = yardstick.median(size, "engine");
    table.rows.push_back(
        {text_cell(plain(agents)), text_cell(plain(threads)),
         text_cell(plain(yardstick.median(size, "plain"))), text_cell(plain(yardstick.median(size, best))),
         text_cell(plain(engine)), text_cell(over_engine("")), text_cell(over_engine(", work")),
         threads == 1 ? text_cell(sim::percent(std::min(1.0, 4 * read_ns(machine, agents) / engine)))
                      : sim::missing_cell("")});
  }
  table.notes = {
      "Above 1 the engine is faster than the best by hand. A step makes four reads at random for each agent."};
  print(table);
}

void print_commands(const Measurements& programs, const Measurements& counted) {
  fmt::print("## Short commands\n\n");
  sim::Table table = table_with("From the shell's call to the last byte",
                                {"command", "ms", "ms of work", "MB", "instructions, M"});
  for (const std::string& name : programs.cases()) {
    table.rows.push_back(
        {text_cell(name), text_cell(with_quartiles(programs.quartiles(name, "seconds"), 1000)),
         text_cell(with_quartiles(programs.quartiles(name, "work"), 1000)),
         text_cell(plain(programs.median(name, "megabytes"))),
         counted.has(name, "instructions") ? text_cell(plain(counted.median(name, "instructions") / 1e6, 4))
                                           : sim::missing_cell()});
  }
  table.notes = {fmt::format(
      "{}. Instructions as callgrind counts them, once; n/a where it is not installed. What was read of "
      "files is kept from one start to the next, as a user finds it.",
      rounds_of(programs, programs.cases().front(), "seconds"))};
  print(table);
}

/// Programs that come in twos: the second over the first.
void print_twos(const Measurements& programs, std::string_view heading, std::string title,
                const std::array<std::string, 2>& called, std::string note) {
  fmt::print("## {}\n\n", heading);
  sim::Table table =
      table_with(std::move(title), {"what", called[0] + ", s of work", called[1] + ", s of work",
                                    fmt::format("{} over {}", called[1], called[0])});
  const std::vector<std::string> names = programs.cases();
  for (std::size_t i = 0; i + 1 < names.size(); i += 2) {
    const auto work = [&](std::size_t which) {
      return with_quartiles(programs.quartiles(names[which], "work"));
    };
    table.rows.push_back({text_cell(names[i]), text_cell(work(i)), text_cell(work(i + 1)),
                          text_cell(with_quartiles(ratio_of(programs, names[i + 1], names[i], "work")))});
  }
  table.notes = {fmt::format("{} in turn. {}", rounds_of(programs, names.front(), "seconds"), note)};
  print(table);
}

}  // namespace

std::string with_quartiles(const Quartiles& q, double factor) {
  return sim::with_range({q.low * factor, q.median * factor, q.high * factor}, 3);
}

Quartiles ratio_of(const Measurements& measured, const std::string& of, const std::string& by,
                   const std::string& measure) {
  return ratios(measured.rounds(of, measure), measured.rounds(by, measure));
}

std::string best_by_hand(const Measurements& yardstick, const std::string& size) {
  std::string best = "plain";
  for (const char* version : {"tuned, one thread", "tuned, threads"}) {
    if (yardstick.median(size, version) < yardstick.median(size, best)) best = version;
  }
  return best;
}

std::pair<double, int> size_and_threads(const std::string& name) {
  const std::size_t slash = name.find('/');
  const std::size_t blank = name.rfind(' ', slash);
  return {std::stod(name.substr(blank == std::string::npos ? 0 : blank + 1)),
          std::stoi(name.substr(slash + 1))};
}

void print_page(const std::filesystem::path& folder, const std::string& link) {
  Measured measured;
  for (const char* name :
       {"machine", "model", "yardstick", "commands", "instructions", "sharing", "against"}) {
    const std::filesystem::path file = folder / fmt::format("{}.csv", name);
    if (std::filesystem::exists(file)) measured.emplace(name, Measurements::read(file));
  }
  const Measurements& machine = measured.at("machine");
  const Measurements& model = measured.at("model");
  const std::string figures = link + "/figures";
  print_head(machine);
  print_agents(model, figures);
  print_axes(model, figures);
  print_threads(model, figures);
  print_batches(model);
  print_limits(machine, model, measured["instructions"]);
  print_yardstick_table(measured.at("yardstick"), machine, figures);
  print_commands(measured.at("commands"), measured["instructions"]);
  print_twos(
      measured.at("sharing"), "A past that is shared",
      "The same tables, with each run from its first day and without", {"whole", "shared"},
      "On one thread. Many threads share less where replicates are few, so that there is work for all.");
  if (measured.contains("against"))
    print_twos(measured.at("against"), "Beside another program", "Runs of history on one thread",
               {"other", "this"}, "Below 1 this one is faster.");
  fmt::print(stderr, "{}", write_figures(folder / "figures", page_figures(measured)));
}

}  // namespace tools::bench
