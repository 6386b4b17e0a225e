// Memory that is given back is kept for what is asked for next, and its first part comes in large pages.
#pragma once

namespace sim {

/// From now on the process keeps memory that is given back rather than return it to the system and ask again: a week of a
/// run gives back what the next one needs, and a page that is asked for anew costs as much as some thousand reads. The
/// first of it comes in pages of two megabytes where the system has them. To be called before threads begin; where the
/// allocator cannot be told, nothing changes.
void keep_memory();

}  // namespace sim
