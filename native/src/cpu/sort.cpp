// Sorting rows by keys, of which descending order is the complement. Long rows are sorted by radix, a byte a pass (passes in which all
// keys share the byte are skipped); short ones by comparing (key, index), which is stable because indices differ.
#include <algorithm>
#include <cstring>

#include "cpu/keys.h"
#include "cpu/parallel.h"
#include "cpu/rows.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

constexpr int64_t kRadixLength = 512;  // rows from which on counting bytes beats comparing

template <class K>
struct Item {
  K key;
  uint32_t index;
  friend bool operator<(const Item& a, const Item& b) { return a.key < b.key || (a.key == b.key && a.index < b.index); }
};

// Sorts items by key, stable; other has room for as many.
template <class K>
void radix_sort(Item<K>* items, Item<K>* other, int64_t n) {
  uint32_t counts[sizeof(K)][256] = {};
  for (int64_t i = 0; i < n; ++i) {
    for (size_t d = 0; d < sizeof(K); ++d) ++counts[d][items[i].key >> (8 * d) & 255];
  }
  Item<K>*from = items, *to = other;
  for (size_t d = 0; d < sizeof(K); ++d) {
    if (counts[d][from[0].key >> (8 * d) & 255] == n) continue;
    uint32_t place = 0;
    for (uint32_t& count : counts[d]) {
      const uint32_t next = place + count;
      count = place;
      place = next;
    }
    for (int64_t i = 0; i < n; ++i) to[counts[d][from[i].key >> (8 * d) & 255]++] = from[i];
    std::swap(from, to);
  }
  if (from != items) std::copy(from, from + n, items);
}

template <class K>
void sort_items(Item<K>* items, Item<K>* other, int64_t n) {
  if (n < kRadixLength) {
    std::sort(items, items + n);
  } else {
    radix_sort(items, other, n);
  }
}

// The first k of n items, in order where that is asked for. Keys alone are compared, by the same steps as PyTorch's, so that
// the same ones of equal elements are chosen.
template <class K>
void top_items(Item<K>* items, int64_t n, int64_t k, bool ordered) {
  auto before = [](const Item<K>& a, const Item<K>& b) { return a.key < b.key; };
  if (k == 0) return;
  if (k <= n / 64) {
    std::partial_sort(items, items + k, items + n, before);
    return;
  }
  std::nth_element(items, items + k - 1, items + n, before);
  if (ordered) std::sort(items, items + k - 1, before);
}

template <class T>
void sort_as(const RowArgs& args) {
  using K = decltype(key_of(T{}));
  const bool whole = args.op == RowOp::sort;
  const int64_t n = args.length, k = whole ? n : args.k;
  const K flip = args.descending ? static_cast<K>(~K(0)) : K(0);
  parallel_for(args.rows, std::max<int64_t>(1, kGrain / 8 / std::max<int64_t>(n, 1)), [&](int64_t begin, int64_t end) {
    const Workspace<Item<K>> items(n), other(whole && n >= kRadixLength ? n : 0);
    for (int64_t row = begin; row < end; ++row) {
      const T* x = static_cast<const T*>(args.input) + row * n;
      for (int64_t i = 0; i < n; ++i) items[i] = {static_cast<K>(key_of(x[i]) ^ flip), static_cast<uint32_t>(i)};
      if (whole) {
        sort_items(items.data(), other.data(), n);
      } else {
        top_items(items.data(), n, k, args.ordered);
      }
      T* values = static_cast<T*>(args.values) + row * k;
      int64_t* indices = args.indices + row * k;
      for (int64_t i = 0; i < k; ++i) {
        indices[i] = items[i].index;
        values[i] = x[indices[i]];
      }
    }
  });
}

}  // namespace

void sort_rows(const RowArgs& args) {
  NT_CHECK(args.length <= UINT32_MAX, Code::unsupported, "[sort] a row of ", args.length, " elements is too long");
  visit_dtype(args.dtype, [&](auto zero) { sort_as<decltype(zero)>(args); });
}

void rows(const RowArgs& args) {
  args.op == RowOp::sort || args.op == RowOp::top ? sort_rows(args) : select_rows(args);
}

}  // namespace nt::cpu
