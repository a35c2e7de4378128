#include "array.h"

#include <algorithm>

#include "check.h"
#include "cuda/convert.h"

namespace check {

Block::Block(int64_t bytes) : data_(static_cast<char*>(backend().allocate(bytes, 0))), bytes_(bytes) {}
Block::~Block() { backend().deallocate(data_, bytes_, 0); }

namespace {

// What is not written shows.
constexpr char kUnset = 0x77;
constexpr int64_t kGuard = 64;  // bytes behind the elements that nobody may write

Sizes dense_strides(const Sizes& sizes) {
  Sizes strides(sizes.size());
  int64_t step = 1;
  for (size_t d = sizes.size(); d-- > 0;) {
    strides[d] = step;
    step *= sizes[d];
  }
  return strides;
}

}  // namespace

Array::Array(Dtype dtype, Sizes sizes, int64_t skip)
    : dtype_(dtype), sizes_(std::move(sizes)), strides_(dense_strides(sizes_)), offset_(skip) {
  const int64_t bytes = (numel() + skip) * nt::size_of(dtype) + kGuard;
  block_ = std::make_shared<Block>(bytes);
  host_ = std::make_shared<std::vector<char>>(static_cast<size_t>(bytes), kUnset);
  backend().copy_from_host(block_->data(), host_->data(), bytes, 0);
}

Array Array::filled(Dtype dtype, Sizes sizes, const std::function<double(int64_t)>& value, int64_t skip) {
  Array array(dtype, std::move(sizes), skip);
  for (int64_t i = 0; i < array.numel(); ++i) {
    nt::visit_dtype(dtype, [&](auto zero) {
      using T = decltype(zero);
      *reinterpret_cast<T*>(array.at(i)) = nt::cuda::convert<T>(value(i));
    });
  }
  backend().copy_from_host(array.block_->data(), array.host_->data(), array.block_->bytes(), 0);
  return array;
}

Array Array::transposed(int a, int b) const {
  Array result = *this;
  std::swap(result.sizes_[static_cast<size_t>(a)], result.sizes_[static_cast<size_t>(b)]);
  std::swap(result.strides_[static_cast<size_t>(a)], result.strides_[static_cast<size_t>(b)]);
  return result;
}

Array Array::sliced(int dim, int64_t start, int64_t length, int64_t step) const {
  Array result = *this;
  const auto d = static_cast<size_t>(dim);
  result.offset_ += start * strides_[d];
  result.sizes_[d] = length;
  result.strides_[d] *= step;
  return result;
}

Array Array::expanded(Sizes sizes) const {
  Array result = *this;
  Sizes strides(sizes.size(), 0);
  const size_t shift = sizes.size() - sizes_.size();
  for (size_t d = 0; d < sizes_.size(); ++d) strides[d + shift] = sizes_[d] == 1 ? 0 : strides_[d];
  result.sizes_ = std::move(sizes);
  result.strides_ = strides;
  return result;
}

Array Array::viewed(Sizes sizes) const {
  Array result = *this;
  result.strides_ = dense_strides(sizes);
  result.sizes_ = std::move(sizes);
  return result;
}

int64_t Array::numel() const {
  int64_t product = 1;
  for (int64_t size : sizes_) product *= size;
  return product;
}

char* Array::device() const { return block_->data() + offset_ * nt::size_of(dtype_); }

void Array::download() {
  backend().copy_to_host(host_->data(), block_->data(), block_->bytes(), 0);
  if (!std::all_of(host_->end() - kGuard, host_->end(), [](char byte) { return byte == kUnset; })) {
    report().fail("memory behind the result was written");
  }
}

double Array::value(int64_t i) const {
  return nt::visit_dtype(
      dtype_, [&](auto zero) { return nt::cuda::convert<double>(*reinterpret_cast<const decltype(zero)*>(at(i))); });
}

int64_t Array::offset_of(int64_t i) const {
  int64_t offset = offset_;
  for (size_t d = sizes_.size(); d-- > 0;) {
    offset += i % sizes_[d] * strides_[d];
    i /= sizes_[d];
  }
  return offset;
}

namespace {

// strides by the array's dimensions, slowest first, in elements
void add_operand(nt::Iter& it, const Array& array, const Sizes& strides) {
  nt::Operand& operand = it.operand[it.count++];
  operand.data = array.device();
  operand.dtype = array.dtype();
  for (int d = 0; d < it.ndim; ++d) {
    operand.strides[d] = strides[static_cast<size_t>(it.ndim - 1 - d)] * nt::size_of(array.dtype());
  }
}

nt::Iter over(const Sizes& sizes) {
  nt::Iter it;
  it.ndim = static_cast<int>(sizes.size());
  for (int d = 0; d < it.ndim; ++d) {
    it.shape[d] = sizes[static_cast<size_t>(it.ndim - 1 - d)];
    it.numel *= it.shape[d];
  }
  return it;
}

}  // namespace

nt::Iter iterator(const Array& out, std::initializer_list<const Array*> inputs) {
  nt::Iter it = over(out.sizes());
  add_operand(it, out, out.strides());
  for (const Array* input : inputs) {
    const Array whole = input->expanded(out.sizes());
    add_operand(it, whole, whole.strides());
  }
  if (it.ndim > 0) it.simplify();
  return it;
}

nt::Iter reduction(std::initializer_list<const Array*> outputs, const Array& in, const std::vector<bool>& reduced) {
  nt::Iter it = over(in.sizes());
  it.outputs = static_cast<int>(outputs.size());
  Sizes strides(in.sizes().size(), 0);
  int64_t step = 1;
  for (size_t d = in.sizes().size(); d-- > 0;) {
    it.reduced[static_cast<size_t>(it.ndim - 1) - d] = reduced[d];
    if (reduced[d]) {
      it.reduced_numel *= in.sizes()[d];
    } else {
      strides[d] = in.sizes()[d] == 1 ? 0 : step;
      step *= in.sizes()[d];
    }
  }
  for (const Array* out : outputs) add_operand(it, *out, strides);
  add_operand(it, in, in.strides());
  if (it.ndim > 0) it.simplify();
  return it;
}

}  // namespace check
