#include "capi/boundary.h"
#include "capi/outputs.h"
#include "ops/search.h"
#include "ops/sorting.h"

using namespace nt;
using namespace nt::capi;

nt_status nt_sort(const nt_tensor* self, int64_t dim, uint8_t descending, uint8_t, nt_tensor* values_output,
                  nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices) {
  return boundary([&] {
    give_or_fill_pair("sort", values_output, indices_output, values, indices, sort(*In(self), dim, descending != 0));
  });
}

nt_status nt_argsort(const nt_tensor* self, int64_t dim, uint8_t descending, uint8_t, nt_tensor** out) {
  return boundary([&] { give(out, argsort(*In(self), dim, descending != 0)); });
}

nt_status nt_msort(const nt_tensor* self, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    give_or_fill("msort", self, output, out, [](const Tensor& t) { return sort(t, 0, false).first; });
  });
}

nt_status nt_topk(const nt_tensor* self, int64_t k, int64_t dim, uint8_t largest, uint8_t sorted, nt_tensor* values_output,
                  nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices) {
  return boundary([&] {
    give_or_fill_pair("topk", values_output, indices_output, values, indices, topk(*In(self), k, dim, largest != 0, sorted != 0));
  });
}

nt_status nt_kthvalue(const nt_tensor* self, int64_t k, int64_t dim, uint8_t keep_dim, nt_tensor* values_output,
                      nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices) {
  return boundary([&] {
    give_or_fill_pair("kthvalue", values_output, indices_output, values, indices, kthvalue(*In(self), k, dim, keep_dim != 0));
  });
}

nt_status nt_mode(const nt_tensor* self, int64_t dim, uint8_t keep_dim, nt_tensor* values_output,
                  nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices) {
  return boundary([&] {
    give_or_fill_pair("mode", values_output, indices_output, values, indices, mode(*In(self), dim, keep_dim != 0));
  });
}

nt_status nt_median(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, median(*In(self), false)); });
}

nt_status nt_median_dim(const nt_tensor* self, int64_t dim, uint8_t keep_dim, nt_tensor* values_output,
                        nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices) {
  return boundary([&] {
    give_or_fill_pair("median", values_output, indices_output, values, indices, median_dim(*In(self), dim, keep_dim != 0, false));
  });
}

nt_status nt_nanmedian(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, median(*In(self), true)); });
}

nt_status nt_nanmedian_dim(const nt_tensor* self, int64_t dim, uint8_t keep_dim, nt_tensor* values_output,
                           nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices) {
  return boundary([&] {
    give_or_fill_pair("nanmedian", values_output, indices_output, values, indices, median_dim(*In(self), dim, keep_dim != 0, true));
  });
}

nt_status nt_bucketize(const nt_tensor* self, const nt_tensor* boundaries, uint8_t out_int32, uint8_t right, nt_tensor* output,
                       nt_tensor** out) {
  return boundary([&] {
    const In x(self), edges(boundaries);
    In given(output, true);
    NT_CHECK((*edges).dim() == 1, Code::shape, "[bucketize] boundaries have sizes ", (*edges).sizes(), ", not one dimension");
    give(out, into_or_new("bucketize", *x, given.or_null(), [&](const Tensor& t) {
           return searchsorted("bucketize", *edges, t, out_int32 != 0, right != 0, {});
         }), output);
  });
}

nt_status nt_searchsorted(const nt_tensor* sorted_sequence, const nt_tensor* values, uint8_t out_int32, uint8_t right,
                          const nt_tensor* sorter, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    const In sorted(sorted_sequence), x(values), order(sorter, true);
    In given(output, true);
    give(out, into_or_new("searchsorted", *x, given.or_null(), [&](const Tensor& t) {
           return searchsorted("searchsorted", *sorted, t, out_int32 != 0, right != 0, *order);
         }), output);
  });
}

nt_status nt_isin(const nt_tensor* elements, const nt_tensor* test_elements, uint8_t invert, nt_tensor* output,
                  nt_tensor** out) {
  return boundary([&] {
    const In x(elements), tests(test_elements);
    In given(output, true);
    give(out, into_or_new("isin", *x, given.or_null(), [&](const Tensor& t) { return isin(t, *tests, invert != 0); }), output);
  });
}

nt_status nt_bincount(const nt_tensor* self, const nt_tensor* weights, int64_t min_length, nt_tensor** out) {
  return boundary([&] { give(out, bincount(*In(self), *In(weights, true), min_length)); });
}

static void give_three(nt_tensor** out, nt_tensor** inverse, nt_tensor** counts, std::tuple<Tensor, Tensor, Tensor>&& found) {
  check_pointer(out, "out");
  give_pair(inverse, counts, {std::get<1>(found), std::get<2>(found)});
  give(out, std::move(std::get<0>(found)));
}

nt_status nt_unique(const nt_tensor* self, uint8_t sorted, const int64_t* dim, nt_tensor** out, nt_tensor** inverse,
                    nt_tensor** counts) {
  return boundary([&] { give_three(out, inverse, counts, unique(*In(self), sorted != 0, dim)); });
}

nt_status nt_unique_consecutive(const nt_tensor* self, const int64_t* dim, nt_tensor** out, nt_tensor** inverse,
                                nt_tensor** counts) {
  return boundary([&] { give_three(out, inverse, counts, unique_consecutive(*In(self), dim)); });
}

nt_status nt_histc(const nt_tensor* self, int64_t bins, double min, double max, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    give_or_fill("histc", self, output, out, [&](const Tensor& t) { return histc(t, bins, min, max); });
  });
}

static std::vector<double> doubles(const double* values, int32_t count) {
  NT_CHECK(count >= 0, Code::argument, "[argument] a list of ", count, " numbers");
  if (count > 0) check_pointer(values, "a list of numbers");
  return {values, values + count};
}

nt_status nt_histogram(const nt_tensor* self, int64_t bins, const nt_tensor* edges, const double* range, int32_t range_count,
                       const nt_tensor* weight, uint8_t density, nt_tensor** hist, nt_tensor** bin_edges) {
  return boundary([&] {
    const In x(self), given(edges, true), w(weight, true);
    std::vector<Tensor> list;
    if ((*given).defined()) list.push_back(*given);
    NT_CHECK(!(*w).defined() || (*w).sizes() == (*x).sizes(), Code::shape, "[histogram] weights do not have the sizes of the "
             "input ", (*x).sizes());
    const int64_t n = (*x).numel();
    Histogram result = histogram("histogram", reshape(*x, {n, 1}), {bins}, list, doubles(range, range_count),
                                 (*w).defined() ? reshape(*w, {n}) : *w, density != 0);
    give_pair(hist, bin_edges, {result.counts, result.edges[0]});
  });
}

nt_status nt_histogramdd(const nt_tensor* self, const int64_t* bins, int32_t bins_count, nt_tensor* const* edges,
                         int32_t edges_count, const double* range, int32_t range_count, const nt_tensor* weight,
                         uint8_t density, nt_tensor** hist, nt_tensor** bin_edges) {
  return boundary([&] {
    const Dims counts = dims(bins, bins_count);
    Histogram result = histogram("histogramdd", *In(self), {counts.begin(), counts.end()}, list(edges, edges_count),
                                 doubles(range, range_count), *In(weight, true), density != 0);
    give_pair(hist, bin_edges, {result.counts, cat(result.edges, 0)});
  });
}
