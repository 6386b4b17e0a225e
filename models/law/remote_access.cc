#include "models/law/remote_access.h"

namespace chokepoint {

void RemoteAccess::resolve(const Names& names, std::string_view control) {
  goods.resolve(names, control);
  sites = names.places(from, PlaceSet().set());
  headquarters = names.places(headquartered_in, PlaceSet());
}

std::optional<Opinion> RemoteAccess::rule_on(const Tenancy& tenancy) const {
  const Truth truth = goods.caught[tenancy.product];
  const bool tenant_meant = tenancy.listed || headquarters.test(tenancy.tenant_hq.index());
  if (truth == Truth::kNo || !tenant_meant || !sites.test(tenancy.site.index())) return std::nullopt;
  Opinion opinion;
  if (truth == Truth::kYes) {
    opinion.ruling = outcome.ruling();
  } else {
    opinion.ruling.verdict = Verdict::kUnknown;
  }
  return opinion;
}

}  // namespace chokepoint
