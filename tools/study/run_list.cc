#include "tools/study/run_list.h"

#include <algorithm>

namespace tools {

std::uint64_t run_count(const Study& study) {
  std::uint64_t at_a_point = 0;
  for (const Variant& variant : study.variants)
    at_a_point += std::min<std::uint64_t>(variant.replicates, study.input.replicates);
  return study.points.size() * at_a_point;
}

std::uint64_t number_count(const Study& study) {
  return study.points.size() * study.variants.size() * study.input.replicates;
}

RunAddress address_of(const Study& study, std::uint64_t number) {
  const std::uint64_t variants = study.variants.size();
  const std::uint64_t replicates = study.input.replicates;
  return {number / variants / replicates, number % variants, number / variants % replicates};
}

bool is_run(const Study& study, const RunAddress& address) {
  return address.replicate < study.variants[address.variant].replicates;
}

RunsLeft::RunsLeft(const Study& study)
    : study_(&study), numbers_(number_count(study)), left_(run_count(study)) {}

std::uint64_t number_of(const Study& study, const RunAddress& address) {
  return (address.point * study.input.replicates + address.replicate) * study.variants.size() +
         address.variant;
}

void RunsLeft::take_out(const RunAddress& address) {
  if (!is_run(*study_, address)) return;
  if (is_out_.empty()) is_out_.resize(numbers_);
  is_out_[number_of(*study_, address)] = true;
  --left_;
}

bool RunsLeft::has(const RunAddress& address) const {
  return is_run(*study_, address) && (is_out_.empty() || !is_out_[number_of(*study_, address)]);
}

std::optional<std::uint64_t> RunsLeft::next(std::uint64_t from) const {
  for (; from < numbers_; ++from) {
    const bool is_out = !is_out_.empty() && is_out_[from];
    if (!is_out && is_run(*study_, address_of(*study_, from))) return from;
  }
  return std::nullopt;
}

}  // namespace tools
