#include "tools/brief/page.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/experiment/files.h"
#include "tools/brief/base64.h"

namespace tools {
namespace {

using sim::html_text;

/// What is read in which order: figures by name, tables by number.
struct Part {
  const char* id;
  const char* heading;
  std::array<const char*, 4> figures;
  std::array<const char*, 2> tables;
};
constexpr Part kParts[] = {
    {"scenarios", "Under each policy", {"chances"}, {"T1"}},
    {"differences", "What each policy changes", {"differences"}, {"T2"}},
    {"sweep", "How strong enforcement must be", {"sweep"}, {"T3"}},
    {"stock", "What stands in China, and how it came", {"clusters", "stock", "premium"}, {"T5"}},
    {"map", "By which routes", {"map"}, {}},
    {"sensitivity", "What the answer hangs on", {"tornado", "boxes"}, {"T4", "T7"}},
    {"cost", "What policies cost", {"cost"}, {"T6"}},
    {"regret", "Which policy regrets least", {}, {"T8"}},
    {"record", "Against the published record", {"record"}, {"T9"}},
    {"law", "The law", {"law"}, {}},
};

bool has_part(const Brief& brief, const Part& part) {
  return std::ranges::any_of(
             part.figures,
             [&](const char* name) { return name != nullptr && brief.figure(name) != nullptr; }) ||
         std::ranges::any_of(part.tables, [&](const char* number) {
           return number != nullptr && brief.table(number) != nullptr;
         });
}

/// A table that may be wider than the page.
std::string scrolled(const sim::Table& table) {
  return fmt::format("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n{}</div>\n",
                     html_text(table.title), sim::write(table, sim::Format::kHtml));
}

std::string folded_table(const BriefTable& table, bool is_open) {
  return fmt::format(
      "<details id=\"{0}\"{1}><summary>Table {0}: {2}</summary><div class=\"body\">\n{3}</div></details>\n",
      table.number, is_open ? " open" : "", html_text(table.sentence), scrolled(table.table));
}

/// JSON in which nothing can look like a tag, whatever its texts say.
std::string data_within_script(const Json& data) {
  std::string text = data.dump(-1, ' ', false, Json::error_handler_t::replace);
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at))
    text.replace(at, 1, "\\u003c");
  return text;
}

std::string figure_html(const Figure& figure, const PageScripts& scripts) {
  std::string subtitle;
  for (const Json& line : figure.spec["title"]["subtitle"])
    subtitle += (subtitle.empty() ? "" : " ") + line.get<std::string>();
  const std::string caption = fmt::format("<figcaption><strong>{}.</strong> {}</figcaption>\n",
                                          html_text(figure.title), html_text(subtitle));
  if (!scripts.lack.empty())
    return fmt::format(
        "<figure class=\"chart\">\n{}<p class=\"lack\">Not drawn: {}. Its numbers lie in figures/{}.csv.</p></figure>\n",
        caption, html_text(scripts.lack), html_text(figure.name));
  return fmt::format(
      "<figure class=\"chart\" id=\"figure-{0}\">\n{1}<div class=\"vega\" data-spec=\"spec-{0}\" role=\"group\" aria-label=\"{2}\"></div>\n"
      "<script type=\"application/json\" id=\"spec-{0}\">{3}</script>\n</figure>\n",
      figure.name, caption, html_text(figure.title), data_within_script(figure.spec));
}

std::string part_html(const Brief& brief, const Part& part, const PageScripts& scripts) {
  std::string out = fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n", part.id, part.heading);
  for (const char* name : part.figures) {
    if (name == nullptr) continue;
    if (const Figure* figure = brief.figure(name)) out += figure_html(*figure, scripts);
  }
  for (const char* number : part.tables) {
    if (number == nullptr) continue;
    if (const BriefTable* table = brief.table(number))
      out += folded_table(*table, part.figures[0] == nullptr);
  }
  return out + "</section>\n";
}

std::string blocks_at(const Brief& brief, BlockPlace where, const std::vector<std::string>& blocks) {
  std::string out;
  for (std::size_t i = 0; i < brief.blocks.size(); ++i) {
    if (brief.blocks[i].where != where) continue;
    out += "<section>\n";
    if (!brief.blocks[i].heading.empty())
      out += fmt::format("<h2>{}</h2>\n", html_text(brief.blocks[i].heading));
    out += blocks[i] + "</section>\n";
  }
  return out;
}

std::string logo_html(const std::string& file) {
  if (file.empty()) return "";
  const char* kind = file.ends_with(".svg") ? "svg+xml" : "png";
  return fmt::format("<img alt=\"\" src=\"data:image/{};base64,{}\">\n", kind, base64(sim::read_file(file)));
}

std::string answer_html(const Brief& brief) {
  std::string out =
      fmt::format("<section id=\"answer\" class=\"answer\">\n<p class=\"question\">{}</p>\n<div>\n",
                  html_text(brief.question));
  for (const std::string& sentence : brief.answer) out += fmt::format("<p>{}</p>\n", html_text(sentence));
  return out + "</div>\n" + (brief.answer_table.rows.empty() ? "" : scrolled(brief.answer_table)) +
         "</section>\n";
}

std::string assumptions_html(const Brief& brief) {
  const BriefTable* table = brief.table("T10");
  if (table == nullptr) return "";
  return fmt::format(
      "<section id=\"assumptions\">\n<h2>What is assumed</h2>\n<div class=\"tools\"><label for=\"search\">Search</label>"
      "<input id=\"search\" type=\"search\" data-table=\"T10\"><span role=\"status\">{} in all</span></div>\n{}</section>\n",
      table->table.rows.size(), folded_table(*table, false));
}

std::string list_of(const std::vector<std::string>& lines) {
  std::string out = "<ul>\n";
  for (const std::string& line : lines) out += fmt::format("<li>{}</li>\n", html_text(line));
  return out + "</ul>\n";
}

std::string end_html(const Brief& brief) {
  std::string out = "<section id=\"reading\">\n<h2>How to read this</h2>\n" + page_file("page_reading.html") +
                    "</section>\n";
  out += "<section id=\"runs\">\n<h2>Runs, failures, and what is not here</h2>\n" + list_of(brief.runs);
  if (!brief.lacks.empty()) out += "<p>Not made:</p>\n" + list_of(brief.lacks);
  out +=
      "</section>\n<section id=\"provenance\">\n<h2>Provenance</h2>\n<details><summary>Program and inputs</summary><div class=\"body\">\n" +
      scrolled(brief.provenance) + "</div></details>\n</section>\n";
  return out;
}

std::string contents_html(const Brief& brief) {
  std::string out = "<nav aria-label=\"Contents\"><ul>\n";
  const auto add = [&](std::string_view id, std::string_view heading) {
    out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, heading);
  };
  for (const Part& part : kParts) {
    if (has_part(brief, part)) add(part.id, part.heading);
  }
  if (brief.table("T10") != nullptr) add("assumptions", "What is assumed");
  add("reading", "How to read this");
  add("runs", "Runs and limits");
  add("provenance", "Provenance");
  return out + "</ul></nav>\n";
}

/// Nothing may come from anywhere; Vega makes functions of its expressions.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

}  // namespace

std::string page_of(const Brief& brief, const PageScripts& scripts, const std::vector<std::string>& blocks) {
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n"
      "<body>\n<div class=\"page\">\n<header>\n{}<h1>{}</h1>\n<button type=\"button\" class=\"theme\">Dark</button>\n</header>\n<main>\n",
      kPolicy, html_text(brief.title), page_file("page.css"), logo_html(brief.logo), html_text(brief.title));
  out += blocks_at(brief, BlockPlace::kBeforeAnswer, blocks) + answer_html(brief) + contents_html(brief) +
         blocks_at(brief, BlockPlace::kAfterAnswer, blocks);
  for (const Part& part : kParts) {
    if (has_part(brief, part)) out += part_html(brief, part, scripts);
  }
  out += assumptions_html(brief) + blocks_at(brief, BlockPlace::kEnd, blocks) + end_html(brief) +
         "</main>\n</div>\n";
  if (scripts.lack.empty()) out += fmt::format("<script>\n{}</script>\n", scripts.drawing);
  return out + fmt::format("<script>\n{}</script>\n</body>\n</html>\n", within_script(page_file("page.js")));
}

}  // namespace tools
