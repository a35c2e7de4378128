// Choosing one element of each row. Which of several equal elements is chosen is PyTorch's choice on the CPU: kth walks
// the same quickselect, mode sorts with libstdc++'s std::sort.
#include <algorithm>
#include <numeric>
#include <vector>

#include "cpu/keys.h"
#include "cpu/parallel.h"
#include "cpu/rows.h"
#include "cpu/workspace.h"

namespace nt::cpu {
namespace {

// NaN is above everything; integers have none.
template <class T>
bool is_nan(T x) {
  return x != x;
}
template <class T>
bool above(T a, T b) {
  return (is_nan(a) && !is_nan(b)) || a > b;
}

// One row, widened, and the indices of its elements.
template <class C>
struct Row {
  std::vector<C> values;
  std::vector<int64_t> indices;

  explicit Row(int64_t n) : values(static_cast<size_t>(n)), indices(static_cast<size_t>(n)) {}
  int64_t size() const { return static_cast<int64_t>(values.size()); }
  C& operator[](int64_t i) { return values[static_cast<size_t>(i)]; }
  int64_t& at(int64_t i) { return indices[static_cast<size_t>(i)]; }
  void exchange(int64_t i, int64_t j) {
    std::swap((*this)[i], (*this)[j]);
    std::swap(at(i), at(j));
  }
};

// Hoare's selection with the median of three as pivot: afterwards the element of rank k stands at k.
template <class C>
int64_t kth(Row<C>& row, int64_t k) {
  int64_t left = 0, right = row.size() - 1;
  while (right > left) {
    if (right == left + 1) {
      if (above(row[left], row[right])) row.exchange(left, right);
      break;
    }
    row.exchange(left + (right - left) / 2, left + 1);
    if (above(row[left + 1], row[right])) row.exchange(left + 1, right);
    if (above(row[left], row[right])) row.exchange(left, right);
    if (above(row[left + 1], row[left])) row.exchange(left + 1, left);
    int64_t i = left + 1, j = right;
    const C pivot = row[left];
    for (;;) {
      do ++i;
      while (above(pivot, row[i]));
      do --j;
      while (above(row[j], pivot));
      if (j < i) break;
      row.exchange(i, j);
    }
    row.exchange(left, j);
    if (j <= k) left = i;
    if (j >= k) right = j - 1;
  }
  return row.at(k);
}

// The key of rank k, by its digits from the highest on: each pass counts the candidates' digits and keeps those of the right
// one, without a branch for each. Keys are used up.
template <class K>
K key_of_rank(K* keys, int64_t n, int64_t k) {
  constexpr int kBits = 8 * sizeof(K), kDigit = sizeof(K) == 1 ? 8 : 11;
  constexpr int64_t kFew = 256;
  for (int left = kBits; left > 0 && n > kFew;) {
    const int shift = std::max(0, left - kDigit);
    const K digits = static_cast<K>((uint64_t{1} << (left - shift)) - 1);
    int64_t counts[1 << kDigit] = {};
    for (int64_t i = 0; i < n; ++i) ++counts[keys[i] >> shift & digits];
    size_t digit = 0;
    while (k >= counts[digit]) k -= counts[digit++];
    int64_t kept = 0;
    for (int64_t i = 0; i < n; ++i) {
      const K key = keys[i];
      keys[kept] = key;
      kept += (key >> shift & digits) == digit;
    }
    n = kept;
    left = shift;
  }
  std::nth_element(keys, keys + k, keys + n);
  return keys[k];
}

// Of equal elements the first is the lesser.
template <class T>
int64_t median(const T* x, int64_t n, bool skip_nan) {
  using K = decltype(key_of(T{}));
  int64_t valid = n;
  if constexpr (!std::is_integral_v<T>) {
    auto nan = [](T value) { return is_nan(static_cast<float>(value)); };
    const int64_t nans = std::count_if(x, x + n, nan);
    if (nans > 0 && !skip_nan) return std::find_if(x, x + n, nan) - x;
    valid -= nans;
  }
  if (valid == 0) return 0;
  const Workspace<K> keys(n);
  for (int64_t i = 0; i < n; ++i) keys[i] = key_of(x[i]);
  const int64_t rank = (valid - 1) / 2;
  const K chosen = key_of_rank(keys.data(), n, rank);
  int64_t before = 0;
  for (int64_t i = 0; i < n; ++i) before += key_of(x[i]) < chosen;
  for (int64_t i = 0;; ++i) {
    if (key_of(x[i]) == chosen && before++ == rank) return i;
  }
}

template <class C>
int64_t mode(Row<C>& row) {
  std::vector<std::pair<C, int64_t>> pairs;
  pairs.reserve(row.values.size());
  for (int64_t i = 0; i < row.size(); ++i) pairs.emplace_back(row[i], i);
  std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return above(b.first, a.first); });
  int64_t best = 0, most = 0, run = 0;
  for (size_t i = 0; i < pairs.size(); ++i) {
    ++run;
    if (i + 1 < pairs.size() && !above(pairs[i + 1].first, pairs[i].first)) continue;
    if (run > most) {
      best = pairs[i].second;
      most = run;
    }
    run = 0;
  }
  return best;
}

template <class C>
int64_t chosen(const RowArgs& args, Row<C>& row) {
  switch (args.op) {
    case RowOp::kth:
      return kth(row, args.k);
    default:
      return mode(row);
  }
}

template <class T>
void select_as(const RowArgs& args) {
  // Bits of bool have no addresses in a vector; halves compare as float.
  using C = std::conditional_t<std::is_same_v<T, bool>, uint8_t,
                               std::conditional_t<std::is_same_v<T, float16> || std::is_same_v<T, bfloat16>, float, T>>;
  const int64_t n = args.length;
  parallel_for(args.rows, std::max<int64_t>(1, kGrain / 8 / std::max<int64_t>(n, 1)), [&](int64_t begin, int64_t end) {
    const bool by_keys = args.op == RowOp::median || args.op == RowOp::nanmedian;
    Row<C> work(by_keys ? 0 : n);
    for (int64_t row = begin; row < end; ++row) {
      const T* x = static_cast<const T*>(args.input) + row * n;
      int64_t& at = args.indices[row];
      if (by_keys) {
        at = median(x, n, args.op == RowOp::nanmedian);
        static_cast<T*>(args.values)[row] = x[at];
        continue;
      }
      for (int64_t i = 0; i < n; ++i) work[i] = static_cast<C>(x[i]);
      std::iota(work.indices.begin(), work.indices.end(), int64_t{0});
      at = chosen(args, work);
      static_cast<T*>(args.values)[row] = x[at];
    }
  });
}

}  // namespace

void select_rows(const RowArgs& args) {
  visit_dtype(args.dtype, [&](auto zero) { select_as<decltype(zero)>(args); });
}

}  // namespace nt::cpu
