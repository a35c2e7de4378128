/* Sorting, searching, counting. In every order NaN is the greatest. */
#ifndef NATIVETORCH_OPS_SORT_H
#define NATIVETORCH_OPS_SORT_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Elements in order along a dimension, and the indices (int64) where they were. Always stable. @torch torch.sort
 *  @param dim the dimension (default -1)
 *  @param descending whether the greatest comes first (default false)
 *  @param stable changes nothing (default false)
 *  @param values_output receives the values, and is returned (optional)
 *  @param indices_output receives the indices, and is returned (optional) */
NT_API nt_status nt_sort(const nt_tensor* self, int64_t dim, uint8_t descending, uint8_t stable, nt_tensor* values_output,
                         nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices);

/** Indices (int64) that sort along a dimension. Always stable. @torch torch.argsort @csharp ArgSort
 *  @param dim the dimension (default -1)
 *  @param descending whether the greatest comes first (default false)
 *  @param stable changes nothing (default false) */
NT_API nt_status nt_argsort(const nt_tensor* self, int64_t dim, uint8_t descending, uint8_t stable, nt_tensor** out);

/** Elements in ascending order along the first dimension. @torch torch.msort @csharp MSort */
NT_API nt_status nt_msort(const nt_tensor* self, nt_tensor* output, nt_tensor** out);

/** The k greatest elements along a dimension and their indices (int64). All dtypes but bool. @torch torch.topk
 *  @csharp TopK
 *  @param dim the dimension (default -1)
 *  @param largest whether the greatest, else the least (default true)
 *  @param sorted whether they are in order (default true)
 *  @param values_output receives the values, and is returned (optional)
 *  @param indices_output receives the indices, and is returned (optional) */
NT_API nt_status nt_topk(const nt_tensor* self, int64_t k, int64_t dim, uint8_t largest, uint8_t sorted,
                         nt_tensor* values_output, nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices);

/** The k-th least element along a dimension (k counts from 1), and its index (int64). All dtypes but bool.
 *  @torch torch.kthvalue @csharp KthValue
 *  @param dim the dimension (default -1)
 *  @param keep_dim whether the dimension stays with size 1 (default false)
 *  @param values_output receives the values, and is returned (optional)
 *  @param indices_output receives the indices, and is returned (optional) */
NT_API nt_status nt_kthvalue(const nt_tensor* self, int64_t k, int64_t dim, uint8_t keep_dim, nt_tensor* values_output,
                             nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices);

/** The most frequent element along a dimension, the least of equally frequent ones, and an index (int64) of it.
 *  @torch torch.mode
 *  @param dim the dimension (default -1)
 *  @param keep_dim whether the dimension stays with size 1 (default false)
 *  @param values_output receives the values, and is returned (optional)
 *  @param indices_output receives the indices, and is returned (optional) */
NT_API nt_status nt_mode(const nt_tensor* self, int64_t dim, uint8_t keep_dim, nt_tensor* values_output,
                         nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices);

/** Median of all elements, the lower of two; NaN where there is one. The gradient is shared between equals. All dtypes but
 *  bool. @torch torch.median */
NT_API nt_status nt_median(const nt_tensor* self, nt_tensor** out);

/** Median along a dimension, the lower of two, and its index (int64); NaN where there is one. All dtypes but bool.
 *  @torch torch.median
 *  @param keep_dim whether the dimension stays with size 1 (default false)
 *  @param values_output receives the values, and is returned (optional)
 *  @param indices_output receives the indices, and is returned (optional) */
NT_API nt_status nt_median_dim(const nt_tensor* self, int64_t dim, uint8_t keep_dim, nt_tensor* values_output,
                               nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices);

/** Median of what is not NaN, the lower of two. The gradient is shared between equals. All dtypes but bool.
 *  @torch torch.nanmedian @csharp NanMedian */
NT_API nt_status nt_nanmedian(const nt_tensor* self, nt_tensor** out);

/** Median along a dimension of what is not NaN, the lower of two, and its index (int64). All dtypes but bool.
 *  @torch torch.nanmedian @csharp NanMedian
 *  @param keep_dim whether the dimension stays with size 1 (default false)
 *  @param values_output receives the values, and is returned (optional)
 *  @param indices_output receives the indices, and is returned (optional) */
NT_API nt_status nt_nanmedian_dim(const nt_tensor* self, int64_t dim, uint8_t keep_dim, nt_tensor* values_output,
                                  nt_tensor* indices_output, nt_tensor** values, nt_tensor** indices);

/** The place (int64) at which each element would keep `boundaries` in order: before equals, or after them where right.
 *  @torch torch.bucketize
 *  @param boundaries ascending, one dimension
 *  @param out_int32 whether places are int32 (default false)
 *  @param right whether places are after equal boundaries (default false) */
NT_API nt_status nt_bucketize(const nt_tensor* self, const nt_tensor* boundaries, uint8_t out_int32, uint8_t right,
                              nt_tensor* output, nt_tensor** out);

/** The place at which each value would keep the rows of sorted_sequence in order. Rows are its last dimension; it has one
 *  dimension, or those of values. @torch torch.searchsorted @csharp none
 *  @param sorter indices that sort sorted_sequence (optional) */
NT_API nt_status nt_searchsorted(const nt_tensor* sorted_sequence, const nt_tensor* values, uint8_t out_int32, uint8_t right,
                                 const nt_tensor* sorter, nt_tensor* output, nt_tensor** out);

/** Whether (bool) each element is among test_elements, or, invert, is not; NaN never is. @torch torch.isin @csharp none */
NT_API nt_status nt_isin(const nt_tensor* elements, const nt_tensor* test_elements, uint8_t invert, nt_tensor* output,
                         nt_tensor** out);

/** How often (int64) each number from 0 on occurs in a list of integers, or, with weights, the sum of their weights
 *  (float32 for float32, else float64). @torch torch.bincount @csharp BinCount
 *  @param weights one for each element (optional)
 *  @param min_length the least number of counts (default 0) */
NT_API nt_status nt_bincount(const nt_tensor* self, const nt_tensor* weights, int64_t min_length, nt_tensor** out);

/** The distinct elements, or the distinct slices along a dimension; for each input its place (int64) among them, and how often
 *  (int64) each occurs. @torch torch.unique @csharp none
 *  @param sorted whether elements are in ascending order; slices always are
 *  @param dim the dimension (optional) */
NT_API nt_status nt_unique(const nt_tensor* self, uint8_t sorted, const int64_t* dim, nt_tensor** out, nt_tensor** inverse,
                           nt_tensor** counts);

/** As unique, of elements or slices as they lie: only neighbours are compared. @torch torch.unique_consecutive @csharp none
 *  @param dim the dimension (optional) */
NT_API nt_status nt_unique_consecutive(const nt_tensor* self, const int64_t* dim, nt_tensor** out, nt_tensor** inverse,
                                       nt_tensor** counts);

/** Numbers of elements in `bins` bins of equal width from min to max, or between the extremes where min is max; others do not
 *  count. Floating dtypes; the result has self's. @torch torch.histc
 *  @param bins the number of bins (default 100)
 *  @param min the lower end (default 0)
 *  @param max the upper end (default 0) */
NT_API nt_status nt_histc(const nt_tensor* self, int64_t bins, double min, double max, nt_tensor* output, nt_tensor** out);

/** Histogram of all elements: counts or sums of weights, and the edges of the bins. Either `bins` bins of equal width over
 *  range (the extremes where it is not given), or, bins being 0, the bins between `edges`. float32 and float64.
 *  @torch torch.histogram @csharp none
 *  @param edges ascending edges (optional)
 *  @param range the two ends (optional)
 *  @param weight one for each element (optional)
 *  @param density whether the counts are scaled to integrate to 1 */
NT_API nt_status nt_histogram(const nt_tensor* self, int64_t bins, const nt_tensor* edges, const double* range,
                              int32_t range_count, const nt_tensor* weight, uint8_t density, nt_tensor** hist,
                              nt_tensor** bin_edges);

/** Histogram of points, whose coordinates are the last dimension of self. bins, or edges, has one entry for each coordinate,
 *  range two numbers. bin_edges holds the edges of all coordinates, one after the other. float32 and float64.
 *  @torch torch.histogramdd @csharp none
 *  @param range two ends for each coordinate (optional)
 *  @param weight one for each point (optional)
 *  @param density whether the counts are scaled to integrate to 1 */
NT_API nt_status nt_histogramdd(const nt_tensor* self, const int64_t* bins, int32_t bins_count, nt_tensor* const* edges,
                                int32_t edges_count, const double* range, int32_t range_count, const nt_tensor* weight,
                                uint8_t density, nt_tensor** hist, nt_tensor** bin_edges);

#ifdef __cplusplus
}
#endif
#endif
