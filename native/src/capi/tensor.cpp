#include <cstring>

#include "capi/boundary.h"
#include "core/backend.h"

using namespace nt;
using namespace nt::capi;

nt_tensor* nt_tensor_retain(const nt_tensor* self) {
  if (self) reinterpret_cast<const TensorImpl*>(self)->retain();
  return const_cast<nt_tensor*>(self);
}

void nt_tensor_release(nt_tensor* self) {
  if (self) Tensor{Ref<TensorImpl>::adopt(reinterpret_cast<TensorImpl*>(self))};
}

nt_status nt_tensor_info(const nt_tensor* self, nt_tensor_info_t* out) {
  return boundary([&] {
    const In in(self);
    const Tensor& t = *in;
    check_pointer(out, "out");
    const AutogradMeta* meta = t.impl()->autograd.get();
    const bool grad = needs_grad(t);
    out->numel = t.numel();
    out->storage_offset = t.offset();
    out->data = t.numel() > 0 ? t.raw() : nullptr;
    out->dim = t.dim();
    out->dtype = static_cast<int32_t>(t.dtype());
    out->device_type = static_cast<int32_t>(t.device().type);
    out->device_index = t.device().index;
    out->requires_grad = grad;
    out->is_leaf = !grad || !grad_fn_of(t);
    out->is_contiguous = t.is_contiguous();
    out->is_view = meta && meta->base;
    out->is_inference = t.storage().is_inference();
    out->is_pinned = t.storage().is_pinned();
  });
}

nt_status nt_tensor_sizes(const nt_tensor* self, int64_t* sizes, int32_t capacity) {
  return boundary([&] { write_dims((*In(self)).sizes(), sizes, capacity); });
}

nt_status nt_tensor_strides(const nt_tensor* self, int64_t* strides, int32_t capacity) {
  return boundary([&] { write_dims((*In(self)).strides(), strides, capacity); });
}

nt_status nt_tensor_version(const nt_tensor* self, int64_t* version) {
  return boundary([&] {
    check_pointer(version, "version");
    *version = (*In(self)).version();
  });
}

nt_status nt_tensor_shares_storage(const nt_tensor* self, const nt_tensor* other, uint8_t* out) {
  return boundary([&] {
    check_pointer(out, "out");
    *out = (*In(self)).storage().block() == (*In(other)).storage().block();
  });
}

nt_status nt_tensor_from_data(const void* data, int64_t bytes, const int64_t* shape, int32_t shape_count, int32_t type,
                              nt_tensor** out) {
  return boundary([&] {
    const Dims sizes = dims(shape, shape_count);
    check_data("tensor", data, bytes, sizes, dtype(type));
    Tensor tensor = Tensor::empty(sizes, dtype(type));
    if (bytes > 0) memcpy(tensor.raw(), data, static_cast<size_t>(bytes));
    // Any byte but 0 and 1 would be neither true nor false.
    if (dtype(type) == Dtype::boolean) {
      for (int64_t i = 0; i < bytes; ++i) tensor.data<uint8_t>()[i] = tensor.data<uint8_t>()[i] != 0;
    }
    give(out, std::move(tensor));
  });
}

nt_status nt_tensor_from_memory(void* data, int64_t bytes, const int64_t* shape, int32_t shape_count, int32_t type,
                                nt_free release, void* owner, nt_tensor** out) {
  return boundary([&] {
    MemoryOwner keeper(release, owner);  // before anything fails
    give(out, from_memory(data, bytes, dims(shape, shape_count), dtype(type), std::move(keeper)));
  });
}

nt_status nt_tensor_to_data(const nt_tensor* self, void* data, int64_t bytes) {
  return boundary([&] {
    const In in(self);
    const Tensor& t = *in;
    const int64_t wanted = t.numel() * size_of(t.dtype());
    NT_CHECK(bytes == wanted, Code::shape, "[to_data] ", t.sizes(), " of ", t.dtype(), " has ", wanted, " bytes, not ", bytes);
    if (bytes == 0) return;
    check_pointer(data, "data");
    const Tensor dense = contiguous(detach(t));
    backend(dense.device()).copy_to_host(data, dense.raw(), bytes, dense.device().index);
  });
}

// The only element, brought to the CPU and converted.
template <class T>
static T only_element(const nt_tensor* self) {
  const In in(self);
  const Tensor& t = *in;
  NT_CHECK(t.numel() == 1, Code::shape, "[item] ", t.sizes(), " has ", t.numel(), " elements, not one");
  const Tensor element = to(contiguous(detach(t)), DtypeOf<T>::value, Device{});
  return *element.data<T>();
}

nt_status nt_tensor_item(const nt_tensor* self, double* out) {
  return boundary([&] {
    check_pointer(out, "out");
    *out = only_element<double>(self);
  });
}

nt_status nt_tensor_item_int64(const nt_tensor* self, int64_t* out) {
  return boundary([&] {
    check_pointer(out, "out");
    *out = only_element<int64_t>(self);
  });
}

static void take_data(TensorImpl& impl, const Tensor& from) {
  impl.storage = from.storage_ref();
  impl.offset = from.offset();
  impl.numel = from.numel();
  impl.sizes = from.sizes();
  impl.strides = from.strides();
  impl.dtype = from.dtype();
  impl.contiguous = from.is_contiguous();
}

nt_status nt_tensor_set_data(nt_tensor* self, const nt_tensor* other) {
  return boundary([&] {
    In target(self);
    const In source(other);
    const Tensor& from = *source;
    TensorImpl& impl = *(*target).impl();
    NT_CHECK(!impl.autograd || !impl.autograd->grad_fn, Code::autograd, "[set_data] a result of ",
             impl.autograd->grad_fn->name(), " cannot take other data: only leaves can");
    NT_CHECK(!impl.autograd || !impl.autograd->requires_grad || is_floating(from.dtype()), Code::dtype,
             "[set_data] a tensor that requires grad cannot become ", from.dtype());
    take_data(impl, from);
  });
}

nt_status nt_tensor_become(nt_tensor* self, const nt_tensor* other) {
  return boundary([&] {
    In target(self);
    const In source(other);
    const Tensor& from = *source;
    TensorImpl& impl = *(*target).impl();
    const AutogradMeta* meta = from.impl()->autograd.get();
    NT_CHECK(!(meta && meta->base) && !(impl.autograd && impl.autograd->base), Code::autograd,
             "[become] neither of the tensors can be a view");
    NT_CHECK(!meta || !meta->requires_grad || meta->grad_fn, Code::autograd,
             "[become] a leaf that requires grad is nobody's value: detach it");
    take_data(impl, from);
    if (!impl.autograd) impl.autograd = std::make_unique<AutogradMeta>();
    // What older graphs hold of it stays: they still end in this tensor.
    AutogradMeta& own = *impl.autograd;
    own.requires_grad = false;
    own.grad = nullptr;
    own.retained_grad = nullptr;
    own.grad_fn = meta ? meta->grad_fn : Ref<Node>{};
    own.output_nr = meta ? meta->output_nr : 0;
  });
}
