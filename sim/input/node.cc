// Reads YAML into trees with places; the only user of yaml-cpp. It listens to the parser's events rather than
// to its own tree, since only the events have exact marks and tell of tags, anchors and further documents.
#include "sim/input/node.h"

#include <algorithm>
#include <array>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "sim/input/yaml_text.h"

namespace sim {
namespace {

constexpr std::size_t kDeepest = 50;

/// Thrown where lists and maps are nested too deep; what follows is not read.
struct TooDeep {
  Where at;
};

/// Whether a text that begins with a quote has the closing one: yaml-cpp takes the end of the file for it.
bool quote_is_closed(std::string_view text) {
  const char quote = text[0];
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool escapes = quote == '"' ? text[i] == '\\' : text.substr(i).starts_with("''");
    if (escapes) {
      ++i;  // what follows belongs to the text
    } else if (text[i] == quote) {
      return true;
    }
  }
  return false;
}

/// Whether a text begins with null written out: an empty value is marked at what follows it, a key "nullable"
/// say.
bool writes_null(std::string_view text) {
  const std::string_view word = text.substr(0, text.find_first_of(" \t\r\n,]}:"));
  return word == "~" || word == "null" || word == "Null" || word == "NULL";
}

/// Stands for what could not be read.
Node unread(Where at) {
  Node node = Node::of(Node::Kind::kNothing, std::move(at));
  node.partial = true;
  return node;
}

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const Yaml& yaml, Problems& problems) : yaml_(yaml), problems_(problems) {}

  Node take() { return std::move(root_); }
  int documents() const { return documents_; }
  /// The innermost '[' or '{' that is still open, if any: the place to point at when it never closes.
  const Where* open_bracket() const {
    for (auto open = stack_.rbegin(); open != stack_.rend(); ++open) {
      if (open->flow) return &open->node.at;
    }
    return nullptr;
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ != 2) return;
    if (yaml_.rest(mark.pos).starts_with("---")) {
      problems_.add(yaml_.at(mark), "a second document begins here", "one file holds one document");
    } else {
      problems_.add(yaml_.at(mark), "this belongs to nothing before it",
                    "check the indentation, and that lists and maps are not mixed");
    }
  }
  void OnDocumentEnd() override {}
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    refuse(mark, fmt::format("anchor '&{}'", name),
           "anchors and aliases are not used here: write the value out");
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "alias", "anchors and aliases are not used here: write the value out");
    place(unread(yaml_.at(mark)));
  }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    Node node = Node::of(Node::Kind::kNothing, yaml_.at(mark));
    if (writes_null(yaml_.rest(mark.pos))) node.text = "null";
    if (!node.is_null() && in_block_list()) node.at = dash_before(mark);
    place(std::move(node));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    refuse_tag(mark, tag);
    Node node = Node::scalar(value, yaml_.at(mark));
    node.quoted = tag == "!";
    const std::string_view rest = yaml_.rest(mark.pos);
    if (node.quoted && (rest.starts_with('"') || rest.starts_with('\'')) && !quote_is_closed(rest)) {
      refuse(mark, "a quote is opened and not closed", "");
      node = unread(node.at);
    }
    place(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value style) override {
    open(Node::Kind::kList, mark, tag, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value style) override {
    open(Node::Kind::kMap, mark, tag, style);
  }
  void OnMapEnd() override { close(); }

 private:
  /// A list or map that is being read; in a map, `key` waits for its value.
  struct Open {
    Node node;
    bool flow = false;
    bool has_key = false;
    Node key;
    std::map<std::string, Where, std::less<>> keys;  ///< those written so far
  };

  bool reading() const { return documents_ <= 1; }

  void refuse(const YAML::Mark& mark, std::string what, std::string why) {
    if (reading()) problems_.add(yaml_.at(mark), std::move(what), std::move(why));
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    const std::string_view core = "tag:yaml.org,2002:";
    const std::string shown = tag.starts_with(core) ? "!!" + tag.substr(core.size()) : tag;
    refuse(mark, fmt::format("tag '{}'", shown), "tags are not used here: the field says its type");
  }

  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::EmitterStyle::value style) {
    refuse_tag(mark, tag);
    Open opened;
    opened.node = Node::of(kind, yaml_.at(mark));
    opened.flow = style == YAML::EmitterStyle::Flow;
    if (!stack_.empty() && stack_.back().has_key && !opened.flow) opened.node.at = stack_.back().key.at;
    if (stack_.size() == kDeepest) throw TooDeep{opened.node.at};
    stack_.push_back(std::move(opened));
  }
  void close() {
    Node node = std::move(stack_.back().node);
    stack_.pop_back();
    place(std::move(node));
  }

  void place(Node node) {
    if (!reading()) return;
    if (stack_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = stack_.back();
    if (parent.node.kind == Node::Kind::kList) {
      parent.node.items.change().push_back(std::move(node));
    } else if (!parent.has_key) {
      parent.key = std::move(node);
      parent.has_key = true;
    } else {
      parent.has_key = false;
      place_entry(parent, std::move(node));
    }
  }
  void place_entry(Open& map, Node value) {
    const Node& key = map.key;
    if (key.kind != Node::Kind::kScalar) {
      problems_.add(key.at, fmt::format("a key must be a name, not {}", key.describe_kind()));
      return;
    }
    const auto [first, is_new] = map.keys.emplace(key.text, key.at);
    if (!is_new) {
      const Where& at = first->second;
      problems_.add(key.at, fmt::format("duplicate key '{}'", key.text),
                    at.text->is_option ? "" : fmt::format("first on line {}", at.line));
      return;
    }
    if (value.kind == Node::Kind::kNothing) value.at = key.at;
    map.node.entries.change().push_back({key.text, key.at, std::move(value)});
  }

  bool in_block_list() const {
    return !stack_.empty() && stack_.back().node.kind == Node::Kind::kList && !stack_.back().flow;
  }
  /// yaml-cpp marks an empty item of a block list at whatever comes next; this is the dash before.
  Where dash_before(const YAML::Mark& mark) const {
    for (int line = std::min(mark.line, yaml_.source->last_line()); line > 0; --line) {
      std::string_view shown = yaml_.source->line(line);
      shown = shown.substr(0, shown.find('#'));
      const bool only_dashes = shown.find_first_not_of(" \t-") == std::string_view::npos;
      const std::size_t dash = shown.rfind('-');
      if (only_dashes && dash != std::string_view::npos) {
        return Where{yaml_.source, line, static_cast<int>(dash) + 1};
      }
    }
    return yaml_.at(mark);
  }

  const Yaml& yaml_;
  Problems& problems_;
  int documents_ = 0;
  std::vector<Open> stack_;
  Node root_;
};

/// What yaml-cpp's messages mean to somebody who writes a file.
struct SyntaxMessage {
  std::string_view theirs;
  std::string_view what;
  std::string_view why;
};
constexpr std::string_view kQuoteIt =
    "put quotes around text that begins with one of % @ ` & * | > or holds ': '";
constexpr std::array<SyntaxMessage, 17> kSyntaxMessages{{
    {"illegal map value", "a ':' is not expected here",
     "check the indentation; text that holds ': ' needs quotes"},
    {"illegal map key", "a key is not expected here", "check the indentation"},
    {"illegal block entry", "a '-' is not expected here", "begin the list on its own line"},
    {"illegal flow end", "a closing bracket without its opening one", ""},
    {"end of map not found", "this does not fit the map it stands in",
     "check the indentation and the quotes"},
    {"end of sequence not found", "this does not fit the list it stands in",
     "check the indentation and the dashes"},
    {"end of map flow not found", "a '{' is not closed by '}'", ""},
    {"end of sequence flow not found", "a '[' is not closed by ']'", ""},
    {"alias not found after *", "a '*' cannot begin a value", kQuoteIt},
    {"anchor not found after &", "a '&' cannot begin a value", kQuoteIt},
    {"unexpected character in block scalar", "text after '|' or '>' begins on the next line", kQuoteIt},
    {"unknown token", "this character cannot begin a value", kQuoteIt},
    {"illegal EOF in scalar", "the file ends inside a text", "close the quote"},
    {"illegal document indicator in scalar", "a document mark stands inside a text", "close the quote"},
    {"illegal tab when looking for indentation", "a tab in the indentation", "use spaces"},
    {"the referenced anchor is not defined", "alias",
     "anchors and aliases are not used here: write the value out"},
    {"unknown escape character: ", "an unknown escape in a quoted text", "use single quotes, or \\\\ for \\"},
}};

void add_syntax_problem(const Yaml& yaml, const YAML::Exception& error, const TreeBuilder& tree,
                        Problems& problems) {
  Where at = yaml.at(error.mark);
  if (at.line > 0) {
    const std::string_view line = at.text->line(at.line);
    const std::size_t indentation = line.find_first_not_of(" \t");
    const std::size_t tab = line.find('\t');
    if (tab != std::string::npos && tab < indentation) {
      problems.add(Where{at.text, at.line, static_cast<int>(tab) + 1}, "a tab in the indentation",
                   "use spaces");
      return;
    }
  }
  for (const SyntaxMessage& message : kSyntaxMessages) {
    if (!error.msg.starts_with(message.theirs)) continue;
    if (message.theirs.ends_with("flow not found") && tree.open_bracket() != nullptr)
      at = *tree.open_bracket();
    problems.add(std::move(at), std::string(message.what), std::string(message.why));
    return;
  }
  problems.add(std::move(at), fmt::format("not YAML: {}", error.msg));
}

/// Refuses what yaml-cpp would read wrongly or not at all.
bool is_clean_text(const Yaml& yaml, Problems& problems) {
  if (const auto bad = first_bad_utf8(yaml.text)) {
    problems.add(
        yaml.at_offset(*bad), "not UTF-8",
        fmt::format("byte 0x{:02X}; save the file as UTF-8", static_cast<unsigned char>(yaml.text[*bad])));
    return false;
  }
  for (std::size_t i = 0; i < yaml.text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(yaml.text[i]);
    if ((byte >= 0x20 && byte != 0x7F) || byte == '\t' || byte == '\n' || byte == '\r') continue;
    problems.add(yaml.at_offset(i), fmt::format("a control character, 0x{:02X}", byte),
                 "a text file has none");
    return false;
  }
  return true;
}

/// A text without the mark that some editors begin it with, and with one kind of line ends: yaml-cpp does not count
/// a lone carriage return as a line.
std::string with_line_feeds(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::string body;
  body.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && text.substr(i + 1).starts_with('\n')) continue;
    body += text[i] == '\r' ? '\n' : text[i];
  }
  return body;
}

Node read_tree(const Yaml& yaml, Problems& problems) {
  if (!is_clean_text(yaml, problems)) return unread(Where{yaml.source, 0, 0});
  TreeBuilder tree(yaml, problems);
  bool read_to_end = true;
  try {
    std::istringstream stream(yaml.text);
    YAML::Parser parser(stream);
    while (tree.documents() < 2 && parser.HandleNextDocument(tree)) {
    }
  } catch (const TooDeep& deep) {
    read_to_end = false;
    problems.add(deep.at, "lists and maps are nested too deep", fmt::format("at most {} levels", kDeepest));
  } catch (const YAML::Exception& error) {
    read_to_end = false;
    // Past a second document's beginning there is nothing to say that helps.
    if (tree.documents() < 2) add_syntax_problem(yaml, error, tree, problems);
  }
  Node root = tree.take();
  root.partial = !read_to_end || tree.documents() > 1;
  if (root.at.text == nullptr) root.at = Where{yaml.source, 0, 0};
  return root;
}

}  // namespace

Node parse_yaml(const std::string& text, const std::string& shown_as, Problems& problems) {
  const std::string body = with_line_feeds(text);
  const Yaml yaml{body, source_text(shown_as, body)};
  const std::size_t before = problems.size();
  Node root = read_tree(yaml, problems);
  if (root.kind == Node::Kind::kNothing && problems.size() == before) {
    problems.add(Where{yaml.source, 0, 0}, "is empty", "nothing stands in it but blanks and comments");
    root.partial = true;
  }
  return root;
}

Node parse_override(const std::string& path_equals_value, Problems& problems) {
  const auto source = option_text("--set " + path_equals_value, path_equals_value);
  const Where start{source, path_equals_value.empty() ? 0 : 1, 1};
  const std::size_t equals = path_equals_value.find('=');
  if (equals == std::string::npos) {
    problems.add(start, "an override without '='", "write path=value, for example span.last=2026-12-31");
    return Node::of(Node::Kind::kNothing, start);
  }
  const std::string path = path_equals_value.substr(0, equals);
  const std::size_t before = problems.size();
  const Yaml yaml{path_equals_value.substr(equals + 1), source, equals + 1};
  Node value = read_tree(yaml, problems);
  if (value.kind == Node::Kind::kNothing && !value.is_null() && problems.size() == before) {
    problems.add(yaml.at(0, 0), "no value after '='", "write null for none and \"\" for an empty text");
    value.partial = true;
  }
  // From the last name to the first, each the only key of a map around the value.
  for (std::size_t end = path.size();;) {
    const std::size_t dot = end == 0 ? std::string::npos : path.rfind('.', end - 1);
    const std::size_t begin = dot == std::string::npos ? 0 : dot + 1;
    const Where key_at{source, 1, count_characters(std::string_view{path}.substr(0, begin)) + 1};
    if (begin == end) {
      problems.add(key_at, "an override without a name",
                   "write path=value, for example span.last=2026-12-31");
      return Node::of(Node::Kind::kNothing, start);
    }
    if (value.at.line == 0 || value.kind == Node::Kind::kNothing) value.at = key_at;
    Node map = Node::of(Node::Kind::kMap, key_at);
    map.entries.change().push_back({path.substr(begin, end - begin), key_at, std::move(value)});
    value = std::move(map);
    if (dot == std::string::npos) return value;
    end = dot;
  }
}

}  // namespace sim
