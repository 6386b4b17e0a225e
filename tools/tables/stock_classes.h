// The classes of China's stock as readers know them, in the order of chokepoint::StockClass.
#pragma once

#include <iterator>

#include "models/record/standings.h"

namespace tools {

struct StockClassTitle {
  const char* measure;
  const char* title;
};
inline constexpr StockClassTitle kStockClassTitles[] = {{"still_legal", "still legal"},
                                                        {"before_ban", "before a ban"},
                                                        {"licensed", "under licence"},
                                                        {"smuggled", "smuggled"},
                                                        {"domestic", "designed in China"}};
static_assert(std::size(kStockClassTitles) == chokepoint::kStockClasses);

}  // namespace tools
