// Reading and writing by index tensors. Runs on the CPU.
#include <cstring>

#include "core/backend.h"
#include "ops/algebra.h"
#include "ops/elementwise.h"
#include "ops/record.h"

namespace nt {
namespace {

void on_cpu(const char* op, const Tensor& t) {
  if (!t.device().is_cpu()) backend(t.device()).missing(op);
}

Tensor int64_index(const char* op, const Tensor& index) {
  NT_CHECK(index.dtype() == Dtype::int64 || index.dtype() == Dtype::int32, Code::dtype, "[", op, "] the index is ",
           index.dtype(), ", not int64");
  return contiguous(to(index, Dtype::int64));
}

// index in [-size, size) as a position.
int64_t position(const char* op, int64_t index, int64_t size, int64_t dim) {
  NT_CHECK(index >= -size && index < size, Code::index, "[", op, "] index ", index, " is out of range for dimension ", dim,
           " of size ", size);
  return index < 0 ? index + size : index;
}

// The advanced part of x[i, :, j]: index tensors broadcast together over the dimensions that they replace.
struct Chosen {
  Dims index_sizes;              // of the broadcast index tensors
  Dims dims;                     // the dimensions that they stand for
  bool adjacent = true;          // whether the result keeps their place; else they come first
  std::vector<int64_t> offsets;  // of each choice, in elements of self
  Dims rest_sizes, rest_strides;
  Dims rest_dims;

  Chosen(const char* op, const Tensor& self, const std::vector<Tensor>& given) {
    NT_CHECK(static_cast<int>(given.size()) <= self.dim(), Code::index, "[", op, "] ", given.size(), " indices for ",
             self.dim(), " dimensions of ", self.sizes());
    std::vector<Tensor> indices = without_masks(op, self, given);
    NT_CHECK(static_cast<int>(indices.size()) <= self.dim(), Code::index, "[", op, "] ", indices.size(),
             " indices for ", self.dim(), " dimensions of ", self.sizes());
    indices.resize(static_cast<size_t>(self.dim()));
    for (int d = 0; d < self.dim(); ++d) {
      const Tensor& index = indices[static_cast<size_t>(d)];
      if (index.defined()) {
        adjacent = adjacent && (dims.empty() || dims.back() == d - 1);
        dims.push_back(d);
        index_sizes = dims.size() == 1 ? index.sizes() : broadcast(op, index_sizes, index.sizes());
      } else {
        rest_dims.push_back(d);
        rest_sizes.push_back(self.size(d));
        rest_strides.push_back(self.stride(d));
      }
    }
    NT_CHECK(!dims.empty(), Code::argument, "[", op, "] no index is given");
    offsets.assign(static_cast<size_t>(numel_of(index_sizes)), 0);
    for (int64_t d : dims) add_offsets(op, self, static_cast<int>(d), indices[static_cast<size_t>(d)]);
  }

  // Sizes of the result with the choices first.
  Dims front_sizes() const {
    Dims sizes = index_sizes;
    for (int64_t size : rest_sizes) sizes.push_back(size);
    return sizes;
  }
  // How to order a tensor of front_sizes so that adjacent indices stay in their place.
  Dims order() const {
    const int before = adjacent ? static_cast<int>(dims[0]) : 0;
    Dims result;
    for (int i = 0; i < before; ++i) result.push_back(index_sizes.size() + i);
    for (int i = 0; i < index_sizes.size(); ++i) result.push_back(i);
    for (int i = before; i < rest_sizes.size(); ++i) result.push_back(index_sizes.size() + i);
    return result;
  }
  Dims inverse_order() const {
    const Dims forward = order();
    Dims result = forward;
    for (int i = 0; i < forward.size(); ++i) result[static_cast<int>(forward[i])] = i;
    return result;
  }
  // Offsets, in elements, of the elements that each choice takes along the dimensions that are not indexed.
  std::vector<int64_t> rest_offsets() const {
    std::vector<int64_t> result{0};
    for (int d = 0; d < rest_sizes.size(); ++d) {
      std::vector<int64_t> next;
      next.reserve(result.size() * static_cast<size_t>(rest_sizes[d]));
      for (int64_t base : result) {
        for (int64_t i = 0; i < rest_sizes[d]; ++i) next.push_back(base + i * rest_strides[d]);
      }
      result = std::move(next);
    }
    return result;
  }

 private:
  // A mask over k dimensions is the k index tensors of its true elements.
  static std::vector<Tensor> without_masks(const char* op, const Tensor& self, const std::vector<Tensor>& given) {
    std::vector<Tensor> result;
    for (const Tensor& index : given) {
      if (!index.defined() || !is_bool(index.dtype())) {
        result.push_back(index.defined() ? int64_index(op, index) : index);
        continue;
      }
      const int at = static_cast<int>(result.size());
      for (int d = 0; d < index.dim(); ++d) {
        NT_CHECK(at + d < self.dim() && index.size(d) == self.size(at + d), Code::index, "[", op, "] a mask of sizes ",
                 index.sizes(), " does not fit ", self.sizes(), " at dimension ", at);
      }
      const Tensor places = nonzero(index);
      for (int d = 0; d < index.dim(); ++d) result.push_back(contiguous(select(places, 1, d)));
    }
    return result;
  }

  void add_offsets(const char* op, const Tensor& self, int dim, const Tensor& index) {
    const Tensor spread = contiguous(expand(index, index_sizes));
    const int64_t* values = spread.data<int64_t>();
    for (size_t i = 0; i < offsets.size(); ++i) {
      offsets[i] += position(op, values[i], self.size(dim), dim) * self.stride(dim);
    }
  }
};

template <class T>
T plus(T a, T b) {
  if constexpr (std::is_same_v<T, float16> || std::is_same_v<T, bfloat16>) {
    return T(static_cast<float>(a) + static_cast<float>(b));
  } else {
    return static_cast<T>(a + b);
  }
}

// Calls f(element of self, element of the dense other) for every chosen element.
template <class T, class F>
void for_each_chosen(const Chosen& chosen, T* self, T* dense, F&& f) {
  const std::vector<int64_t> rest = chosen.rest_offsets();
  for (int64_t offset : chosen.offsets) {
    for (int64_t r : rest) f(self[offset + r], *dense++);
  }
}

// out[..., i, ...] over all positions of index: calls f(position in self along dim, linear place in index).
template <class F>
void for_each_indexed(const char* op, const Tensor& self, int dim, const Tensor& index, F&& f) {
  const int64_t* values = index.data<int64_t>();
  Dims at = Dims::filled(index.dim(), 0);
  for (int64_t i = 0; i < index.numel(); ++i) {
    const int64_t p = self.dim() == 0 ? position(op, values[i], 1, 0) : position(op, values[i], self.size(dim), dim);
    f(p, i, at);
    for (int d = index.dim() - 1; d >= 0 && ++at[d] == index.size(d); --d) at[d] = 0;
  }
}

int64_t offset_at(const Tensor& t, const Dims& at, int dim, int64_t p) {
  int64_t offset = 0;
  for (int d = 0; d < t.dim(); ++d) offset += (d == dim ? p : at[d]) * t.stride(d);
  return offset;
}

void check_same_rank(const char* op, const Tensor& self, const Tensor& index, int dim) {
  NT_CHECK(std::max(self.dim(), 1) == std::max(index.dim(), 1), Code::shape, "[", op, "] the index ", index.sizes(),
           " has not as many dimensions as ", self.sizes());
  for (int d = 0; d < std::min(self.dim(), index.dim()); ++d) {
    NT_CHECK(d == dim || index.size(d) <= self.size(d), Code::shape, "[", op, "] the index ", index.sizes(),
             " is larger than ", self.sizes(), " in dimension ", d);
  }
}

}  // namespace

Tensor index_select(const Tensor& self, int64_t dim, const Tensor& index) {
  on_cpu("index_select", self);
  NT_CHECK(index.dim() <= 1, Code::shape, "[index_select] the index has sizes ", index.sizes(), ", not one dimension");
  if (self.dim() == 0) return reshape(nt::index(reshape(self, {1}), {reshape(index, {-1})}), {});
  const int d = wrap_dim("index_select", dim, self.dim());
  const Tensor places = reshape(int64_index("index_select", index), {-1});
  Dims sizes = self.sizes();
  sizes[d] = places.numel();
  Tensor out = Tensor::empty(sizes, self.dtype());
  const Tensor source = contiguous(detach(self));
  int64_t outer = 1, inner = size_of(self.dtype());
  for (int i = 0; i < d; ++i) outer *= self.size(i);
  for (int i = d + 1; i < self.dim(); ++i) inner *= self.size(i);
  const int64_t* at = places.data<int64_t>();
  char* to = out.raw();
  for (int64_t i = 0; i < places.numel(); ++i) position("index_select", at[i], self.size(d), d);
  for (int64_t o = 0; o < outer && inner > 0; ++o) {
    const char* block = source.raw() + o * self.size(d) * inner;
    for (int64_t i = 0; i < places.numel(); ++i, to += inner) {
      memcpy(to, block + position("index_select", at[i], self.size(d), d) * inner, static_cast<size_t>(inner));
    }
  }
  const Dims whole = self.sizes();
  record("IndexSelectBackward0", out, {&self}, {&places}, [whole, d](Backward& b) {
    Tensor result = zeros(whole, b.grad().dtype());
    std::vector<Tensor> indices(static_cast<size_t>(d) + 1);
    indices[static_cast<size_t>(d)] = b.saved(0);
    b[0] = index_put_(result, indices, b.grad(), true);
  });
  return out;
}

Tensor gather(const Tensor& self, int64_t dim, const Tensor& given) {
  on_cpu("gather", self);
  const int d = wrap_dim("gather", dim, self.dim());
  NT_CHECK(given.dtype() == Dtype::int64, Code::dtype, "[gather] the index is ", given.dtype(), ", not int64");
  const Tensor index = contiguous(given);
  check_same_rank("gather", self, index, d);
  Tensor out = Tensor::empty(index.sizes(), self.dtype());
  visit_dtype(self.dtype(), [&](auto zero) {
    using T = decltype(zero);
    for_each_indexed("gather", self, d, index, [&](int64_t p, int64_t i, const Dims& at) {
      out.data<T>()[i] = self.data<T>()[offset_at(self, at, d, p)];
    });
  });
  const Dims whole = self.sizes();
  record("GatherBackward0", out, {&self}, {&index}, [whole, d](Backward& b) {
    b[0] = scatter_add(zeros(whole, b.grad().dtype()), d, b.saved(0), b.grad());
  });
  return out;
}

Tensor scatter_add(const Tensor& self, int64_t dim, const Tensor& given, const Tensor& src) {
  on_cpu("scatter_add", self);
  const int d = wrap_dim("scatter_add", dim, self.dim());
  NT_CHECK(given.dtype() == Dtype::int64, Code::dtype, "[scatter_add] the index is ", given.dtype(), ", not int64");
  NT_CHECK(src.dtype() == self.dtype(), Code::dtype, "[scatter_add] src is ", src.dtype(), ", self ", self.dtype());
  const Tensor index = contiguous(given);
  check_same_rank("scatter_add", self, index, d);
  for (int i = 0; i < std::min(src.dim(), index.dim()); ++i) {
    NT_CHECK(index.size(i) <= src.size(i), Code::shape, "[scatter_add] the index ", index.sizes(), " is larger than src ",
             src.sizes());
  }
  Tensor out = clone(detach(self));
  visit_dtype(self.dtype(), [&](auto zero) {
    using T = decltype(zero);
    T* to = out.data<T>();
    const T* from = src.data<T>();
    for_each_indexed("scatter_add", self, d, index, [&](int64_t p, int64_t, const Dims& at) {
      T& target = to[offset_at(out, at, d, p)];
      target = plus(target, from[offset_at(src, at, -1, 0)]);
    });
  });
  record("ScatterAddBackward0", out, {&self, &src}, {&index}, [d](Backward& b) {
    b[0] = b.grad();
    if (b.needs(1)) b[1] = gather(b.grad(), d, b.saved(0));
  });
  return out;
}

Tensor index(const Tensor& self, const std::vector<Tensor>& indices) {
  on_cpu("index", self);
  const Chosen chosen("index", self, indices);
  Tensor front = Tensor::empty(chosen.front_sizes(), self.dtype());
  visit_dtype(self.dtype(), [&](auto zero) {
    using T = decltype(zero);
    for_each_chosen(chosen, self.data<T>(), front.data<T>(), [](T& from, T& to) { to = from; });
  });
  Tensor out = contiguous(permute(front, chosen.order()));
  const Dims whole = self.sizes();
  record("IndexBackward0", out, {&self}, {}, [whole, indices](Backward& b) {
    Tensor result = zeros(whole, b.grad().dtype());
    b[0] = index_put_(result, indices, b.grad(), true);
  });
  return out;
}

Tensor& index_put_(Tensor& self, const std::vector<Tensor>& indices, const Tensor& values, bool accumulate) {
  on_cpu("index_put_", self);
  check_inplace("index_put_", self);
  NT_CHECK(values.dtype() == self.dtype() || values.dim() == 0, Code::dtype, "[index_put_] values are ", values.dtype(),
           ", self ", self.dtype());
  const bool recorded = any_needs_grad({&self, &values}) && is_floating(self.dtype());
  const Chosen chosen("index_put_", self, indices);
  result_tensor("index_put_", self.sizes(), self.dtype(), self.device(), self, &self);
  // Sizes of the selection as the user sees it, then with the choices first.
  Dims seen;
  const Dims front = chosen.front_sizes(), order = chosen.order();
  for (int64_t d : order) seen.push_back(front[static_cast<int>(d)]);
  {
    GradMode off(false);
    NT_CHECK(broadcast("index_put_", seen, values.sizes()) == seen, Code::shape, "[index_put_] values ", values.sizes(),
             " do not fit the selection ", seen);
    const Tensor spread = expand(to(detach(values), self.dtype()), seen);
    const Tensor dense = clone(permute(spread, chosen.inverse_order()));
    visit_dtype(self.dtype(), [&](auto zero) {
      using T = decltype(zero);
      if (accumulate) {
        for_each_chosen(chosen, self.data<T>(), dense.data<T>(), [](T& to, T& from) { to = plus(to, from); });
      } else {
        for_each_chosen(chosen, self.data<T>(), dense.data<T>(), [](T& to, T& from) { to = from; });
      }
    });
  }
  finish_inplace("index_put_", self);
  if (recorded) {
    auto* node = new ClosureNode("IndexPutBackward0", [indices, accumulate](Backward& b) {
      if (b.needs(0)) {
        b[0] = b.grad();
        if (!accumulate) {
          b[0] = clone(b.grad());
          index_put_(b[0], indices, zeros({}, b.grad().dtype()), false);
        }
      }
      if (b.needs(1)) b[1] = nt::index(b.grad(), indices);
    });
    auto ref = Ref<Node>::adopt(node);
    add_edges(*node, {&self, &values});
    rebase_history(self, ref);
  }
  return self;
}

Tensor nonzero(const Tensor& self) {
  on_cpu("nonzero", self);
  const Tensor mask = contiguous(ne(detach(self), scalar_tensor(0)));
  const bool* flags = mask.data<bool>();
  int64_t count = 0;
  for (int64_t i = 0; i < mask.numel(); ++i) count += flags[i];
  Tensor out = Tensor::empty({count, self.dim()}, Dtype::int64);
  int64_t* to = out.data<int64_t>();
  Dims at = Dims::filled(self.dim(), 0);
  for (int64_t i = 0; i < mask.numel(); ++i) {
    if (flags[i]) {
      for (int d = 0; d < self.dim(); ++d) *to++ = at[d];
    }
    for (int d = self.dim() - 1; d >= 0 && ++at[d] == self.size(d); --d) at[d] = 0;
  }
  return out;
}

}  // namespace nt
