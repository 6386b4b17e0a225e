#include "models/trace.h"

namespace chokepoint {

const char* name_of(EventKind kind) {
  static constexpr const char* kNames[kEventKinds] = {"enacted",
                                                      "ordered",
                                                      "refused by rule",
                                                      "refused by seller",
                                                      "sold",
                                                      "delivered",
                                                      "filed",
                                                      "granted",
                                                      "not granted",
                                                      "moved",
                                                      "passed",
                                                      "seized",
                                                      "smuggled in",
                                                      "checked",
                                                      "located",
                                                      "tipped",
                                                      "noticed",
                                                      "case opened",
                                                      "acted",
                                                      "listed",
                                                      "replaced",
                                                      "entered",
                                                      "left",
                                                      "gate moved",
                                                      "loophole closed",
                                                      "variant ready",
                                                      "bought ahead",
                                                      "rented",
                                                      "found",
                                                      "released"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace chokepoint
