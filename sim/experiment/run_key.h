// The name of a run by what decides its outcome: a run that has it need not be run again.
#pragma once

#include <span>
#include <string>

namespace sim {

/// 32 hex digits that differ when any part does: the model's version, the hash of the resolved scenario, every
/// varied value (exact_text() of sim/analysis/csv.h), the replicate, the seed, in an order that the caller
/// keeps. Parts are told apart by their lengths: {"ab", "c"} and {"a", "bc"} have different keys. Two runs of
/// one study share a key when they are the same run (a design that comes back to a point).
///
/// It is the name-based UUID, version 5, of the parts as netstrings in the nil namespace, so other tools can
/// make it too; in Python uuid.uuid5(uuid.UUID(int=0), "".join(f"{len(p.encode())}:{p}," for p in parts)).hex.
/// Source: RFC 4122, section 4.3; D. J. Bernstein (1997), Netstrings.
std::string run_key(std::span<const std::string> parts);

}  // namespace sim
