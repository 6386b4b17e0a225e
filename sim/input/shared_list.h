// A list that copies share until one of them is changed: trees of what users wrote are copied, merged and compared a
// hundred times for each time that something in them changes.
#pragma once

#include <atomic>
#include <cstddef>
#include <utility>
#include <vector>

namespace sim {

/// To read, a const vector. Copies may be read and changed on different threads, as those of a vector.
template <class T>
class SharedList {
 public:
  SharedList() = default;
  SharedList(const SharedList& other) noexcept : shared_(other.shared_) {
    if (shared_ != nullptr) shared_->owners.fetch_add(1, std::memory_order_relaxed);
  }
  SharedList(SharedList&& other) noexcept : shared_(std::exchange(other.shared_, nullptr)) {}
  SharedList& operator=(SharedList other) noexcept {
    std::swap(shared_, other.shared_);
    return *this;
  }
  ~SharedList() {
    if (shared_ != nullptr && shared_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete shared_;
  }

  std::size_t size() const { return shared_ == nullptr ? 0 : shared_->list.size(); }
  bool empty() const { return size() == 0; }
  const T* begin() const { return shared_ == nullptr ? nullptr : shared_->list.data(); }
  const T* end() const { return begin() + size(); }
  const T& operator[](std::size_t at) const { return shared_->list[at]; }
  const T& front() const { return shared_->list.front(); }
  const T& back() const { return shared_->list.back(); }

  /// The list, to be changed: its own from now on. Does not last beyond the next copy.
  std::vector<T>& change() {
    if (shared_ == nullptr) {
      shared_ = new Shared;
    } else if (shared_->owners.load(std::memory_order_acquire) != 1) {
      SharedList own;
      own.shared_ = new Shared{shared_->list};
      *this = std::move(own);
    }
    return shared_->list;
  }

  /// Whether it is the very list of another, so that nobody need compare what is in them.
  bool is_shared_with(const SharedList& other) const { return shared_ == other.shared_; }

 private:
  struct Shared {
    std::vector<T> list;
    std::atomic<std::size_t> owners{1};
  };

  Shared* shared_ = nullptr;
};

}  // namespace sim
