#include "capi/boundary.h"
#include "ops/indexed.h"
#include "ops/into.h"
#include "ops/masks.h"
#include "ops/scatter.h"

using namespace nt;
using namespace nt::capi;

static ScatterReduce reduce_of(const char* op, int32_t value) {
  NT_CHECK(value >= 0 && value <= 4, Code::argument, "[", op, "] reduce ", value, " is none of 0 to 4");
  return static_cast<ScatterReduce>(value);
}

nt_status nt_index_select(const nt_tensor* self, int64_t dim, const nt_tensor* index, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    const In t(self), at(index);
    give(out, into_output("index_select", index_select(*t, dim, *at), In(output, true).or_null(), {&*t, &*at}), output);
  });
}

nt_status nt_gather(const nt_tensor* self, int64_t dim, const nt_tensor* index, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    const In t(self), at(index), result(output, true);
    NT_CHECK(!output || (*result).dtype() == (*t).dtype(), Code::dtype, "[gather] the output is ", (*result).dtype(), ", not ",
             (*t).dtype());
    give(out, into_output("gather", gather(*t, dim, *at), In(output, true).or_null(), {&*t, &*at}), output);
  });
}

nt_status nt_take_along_dim(const nt_tensor* self, const nt_tensor* indices, const int64_t* dim, nt_tensor* output,
                            nt_tensor** out) {
  return boundary([&] {
    const In t(self), at(indices);
    give(out, into_output("take_along_dim", take_along_dim(*t, *at, dim), In(output, true).or_null(), {&*t, &*at}), output);
  });
}

nt_status nt_take(const nt_tensor* self, const nt_tensor* index, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    const In t(self), at(index);
    give(out, into_output("take", take(*t, *at), In(output, true).or_null(), {&*t, &*at}), output);
  });
}

nt_status nt_put(const nt_tensor* self, const nt_tensor* index, const nt_tensor* source, uint8_t accumulate,
                 nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give(out, put(*In(self), *In(index), *In(source), accumulate != 0, In(into, true).or_null()), into);
  });
}

static Tensor scattered(const Tensor& self, int64_t dim, const Tensor& index, const Tensor& src, int32_t reduce,
                        Tensor* into) {
  NT_CHECK(reduce >= -1 && reduce <= 1, Code::argument, "[scatter] reduce ", reduce, " is none of -1, 0, 1");
  if (reduce == 0) return scatter_add(self, dim, index, src, into);
  if (reduce == 1) return scatter_reduce("scatter", self, dim, index, src, ScatterReduce::prod, true, into);
  return scatter(self, dim, index, src, into);
}

nt_status nt_scatter(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* src, int32_t reduce,
                     nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give(out, scattered(*In(self), dim, *In(index), *In(src), reduce, In(into, true).or_null()), into);
  });
}

nt_status nt_scatter_value(const nt_tensor* self, int64_t dim, const nt_tensor* index, nt_scalar value, int32_t reduce,
                           nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    const In t(self), at(index);
    In target(into, true);
    if (reduce == -1) return give(out, scatter_value(*t, dim, *at, scalar(value), target.or_null()), into);
    const Tensor number = expand(full({}, scalar(value), (*t).dtype(), (*t).device()), (*at).sizes());
    give(out, scattered(*t, dim, *at, number, reduce, target.or_null()), into);
  });
}

nt_status nt_scatter_add(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* src, nt_tensor* into,
                         nt_tensor** out) {
  return boundary([&] {
    give(out, scatter_add(*In(self), dim, *In(index), *In(src), In(into, true).or_null()), into);
  });
}

nt_status nt_scatter_reduce(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* src,
                            int32_t reduce, uint8_t include_self, nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give(out, scatter_reduce("scatter_reduce", *In(self), dim, *In(index), *In(src), reduce_of("scatter_reduce", reduce),
                             include_self != 0, In(into, true).or_null()),
         into);
  });
}

nt_status nt_index_add(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* source, nt_scalar alpha,
                       nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give(out, index_add(*In(self), dim, *In(index), *In(source), scalar(alpha), In(into, true).or_null()), into);
  });
}

nt_status nt_index_copy(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* source,
                        nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give(out, index_copy(*In(self), dim, *In(index), *In(source), In(into, true).or_null()), into);
  });
}

nt_status nt_index_fill(const nt_tensor* self, int64_t dim, const nt_tensor* index, nt_scalar value, nt_tensor* into,
                        nt_tensor** out) {
  return boundary([&] {
    give(out, index_fill(*In(self), dim, *In(index), scalar_tensor(scalar(value)), In(into, true).or_null()), into);
  });
}

nt_status nt_index_fill_tensor(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* value,
                               nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give(out, index_fill(*In(self), dim, *In(index), *In(value), In(into, true).or_null()), into);
  });
}

nt_status nt_index_reduce(const nt_tensor* self, int64_t dim, const nt_tensor* index, const nt_tensor* source,
                          int32_t reduce, uint8_t include_self, nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give(out, index_reduce(*In(self), dim, *In(index), *In(source), reduce_of("index_reduce", reduce), include_self != 0,
                           In(into, true).or_null()),
         into);
  });
}

nt_status nt_index(const nt_tensor* self, nt_tensor* const* indices, int32_t indices_count, nt_tensor** out) {
  return boundary([&] { give(out, nt::index(*In(self), list(indices, indices_count, true))); });
}

nt_status nt_index_put_into(nt_tensor* self, nt_tensor* const* indices, int32_t indices_count, const nt_tensor* values,
                            uint8_t accumulate) {
  return boundary([&] {
    index_put_(In(self).mutable_tensor(), list(indices, indices_count, true), *In(values), accumulate != 0);
  });
}

nt_status nt_masked_fill(const nt_tensor* self, const nt_tensor* mask, nt_scalar value, nt_tensor* into, nt_tensor** out) {
  return boundary([&] {
    give(out, masked_fill(*In(self), *In(mask), scalar(value), In(into, true).or_null()), into);
  });
}

nt_status nt_masked_fill_with(const nt_tensor* self, const nt_tensor* mask, const nt_tensor* value, nt_tensor* into,
                              nt_tensor** out) {
  return boundary([&] {
    give(out, masked_fill(*In(self), *In(mask), *In(value), In(into, true).or_null()), into);
  });
}

nt_status nt_masked_select(const nt_tensor* self, const nt_tensor* mask, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    const In t(self), where(mask);
    give(out, into_output("masked_select", masked_select(*t, *where), In(output, true).or_null(), {&*t, &*where}), output);
  });
}

nt_status nt_masked_scatter(const nt_tensor* self, const nt_tensor* mask, const nt_tensor* source, nt_tensor* into,
                            nt_tensor** out) {
  return boundary([&] {
    const In where(mask), from(source);
    give(out, into_or_new("masked_scatter", *In(self), In(into, true).or_null(),
                          [&](const Tensor& x) { return masked_scatter(x, *where, *from); }),
         into);
  });
}

nt_status nt_nonzero(const nt_tensor* self, nt_tensor* output, nt_tensor** out) {
  return boundary([&] {
    const In t(self);
    give(out, into_output("nonzero", nonzero(*t), In(output, true).or_null(), {&*t}), output);
  });
}

nt_status nt_argwhere(const nt_tensor* self, nt_tensor** out) {
  return boundary([&] { give(out, nonzero(*In(self))); });
}
