// Reading and writing along one dimension at given positions.
#pragma once

#include <cstdint>

#include "core/tensor.h"

namespace nt {

enum class ScatterReduce : int32_t { sum, prod, mean, amax, amin };

// gather, scatter and scatter_add are in ops.h or here; a 0-d operand counts as 1-d everywhere.
Tensor scatter(const Tensor& self, int64_t dim, const Tensor& index, const Tensor& src, Tensor* into = nullptr);
Tensor scatter_value(const Tensor& self, int64_t dim, const Tensor& index, Scalar value, Tensor* into = nullptr);
Tensor scatter_reduce(const char* op, const Tensor& self, int64_t dim, const Tensor& index, const Tensor& src,
                      ScatterReduce reduce, bool include_self, Tensor* into = nullptr);

Tensor index_add(const Tensor& self, int64_t dim, const Tensor& index, const Tensor& source, Scalar alpha,
                 Tensor* into = nullptr);
Tensor index_copy(const Tensor& self, int64_t dim, const Tensor& index, const Tensor& source, Tensor* into = nullptr);
Tensor index_fill(const Tensor& self, int64_t dim, const Tensor& index, const Tensor& value, Tensor* into = nullptr);
Tensor index_reduce(const Tensor& self, int64_t dim, const Tensor& index, const Tensor& source, ScatterReduce reduce,
                    bool include_self, Tensor* into = nullptr);

Tensor take(const Tensor& self, const Tensor& index);
Tensor put(const Tensor& self, const Tensor& index, const Tensor& source, bool accumulate, Tensor* into = nullptr);
Tensor take_along_dim(const Tensor& self, const Tensor& indices, const int64_t* dim);
Tensor repeat_interleave(const Tensor& self, const Tensor& repeats, const int64_t* dim, const int64_t* output_size);
Tensor repeat_interleave(const Tensor& self, int64_t repeats, const int64_t* dim, const int64_t* output_size);
// The index of repeat_interleave: i stands repeats[i] times.
Tensor repeated_positions(const Tensor& repeats, const int64_t* output_size);

}  // namespace nt
