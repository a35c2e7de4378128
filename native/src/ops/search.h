// Looking values up, counting them, and dropping repeated ones.
#pragma once

#include <tuple>
#include <vector>

#include "core/tensor.h"

namespace nt {

// The place of each value in sorted rows: right counts equals as before the place. sorter orders unsorted rows.
Tensor searchsorted(const char* op, const Tensor& sorted, const Tensor& values, bool out_int32, bool right, const Tensor& sorter);
Tensor isin(const Tensor& elements, const Tensor& test_elements, bool invert);
Tensor bincount(const Tensor& self, const Tensor& weights, int64_t min_length);

// Distinct elements (or slices along dim, where given), the place of each input among them, and how often each occurs.
std::tuple<Tensor, Tensor, Tensor> unique(const Tensor& self, bool sorted, const int64_t* dim);
std::tuple<Tensor, Tensor, Tensor> unique_consecutive(const Tensor& self, const int64_t* dim);

Tensor histc(const Tensor& self, int64_t bins, double min, double max);
// Counts and edges over one or more dimensions; the last dimension of self holds coordinates. Dimension i has bins[i] bins
// of equal width between range[2 i] and range[2 i + 1] (none: the data's), or the bins between edges[i].
struct Histogram {
  Tensor counts;
  std::vector<Tensor> edges;
};
Histogram histogram(const char* op, const Tensor& self, const std::vector<int64_t>& bins, const std::vector<Tensor>& edges,
                    const std::vector<double>& range, const Tensor& weight, bool density);

}  // namespace nt
