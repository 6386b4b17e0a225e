#include "tools/explore/run_record.h"

#include <cmath>
#include <string>
#include <vector>

#include "tools/figures/picked.h"

namespace tools {

double to_four_digits(double value) { return std::isfinite(value) ? to_digits(value, 4) : 0; }

nlohmann::json run_record(std::size_t side, std::uint64_t run, const chokepoint::RunOutcome& outcome,
                          const sim::Calendar& calendar) {
  const std::size_t looks = outcome.standings.size();
  std::vector<std::string> dates;
  std::vector<double> fleet;
  std::vector<double> site;
  std::vector<double> rented;
  std::vector<double> premium;
  std::vector<std::vector<double>> stock(chokepoint::kStockClasses);
  dates.reserve(looks);
  for (const chokepoint::Standing& standing : outcome.standings) {
    dates.push_back(calendar.date_of(static_cast<int>(standing.week)).plus_days(6).iso());
    fleet.push_back(to_four_digits(standing.fleet_china));
    site.push_back(to_four_digits(standing.campus_china));
    rented.push_back(to_four_digits(standing.rented_abroad));
    for (std::size_t of = 0; of < stock.size(); ++of)
      stock[of].push_back(to_four_digits(standing.china_by_class[of]));
    const auto week = static_cast<std::size_t>(standing.week);
    const bool is_known = week < outcome.premium.size();
    premium.push_back(is_known ? to_four_digits(at(outcome.premium[week], chokepoint::ChipClass::kTraining))
                               : 1);
  }
  return {{"side", side},   {"run", run},   {"dates", dates},   {"stock", stock},
          {"fleet", fleet}, {"site", site}, {"rented", rented}, {"premium", premium}};
}

}  // namespace tools
