// Arrays that live on the host and on the device at once, and the iterators over them that ops would build.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <vector>

#include "core/backend.h"

namespace check {

using nt::Dtype;

nt::Backend& backend();

// A block of device memory.
class Block {
 public:
  explicit Block(int64_t bytes);
  ~Block();
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  char* data() const { return data_; }
  int64_t bytes() const { return bytes_; }

 private:
  char* data_;
  int64_t bytes_;
};

using Sizes = std::vector<int64_t>;

// Sizes and strides (in elements) are in the order of PyTorch: the last dimension is the fastest where dense.
class Array {
 public:
  // Dense; `skip` elements of the block come before it, which makes it misaligned.
  Array(Dtype dtype, Sizes sizes, int64_t skip = 0);

  // Fills with value(i), i in row-major order, on both sides.
  static Array filled(Dtype dtype, Sizes sizes, const std::function<double(int64_t)>& value, int64_t skip = 0);

  Array transposed(int a, int b) const;
  Array sliced(int dim, int64_t start, int64_t length, int64_t step = 1) const;
  Array expanded(Sizes sizes) const;
  // Of a dense array.
  Array viewed(Sizes sizes) const;

  Dtype dtype() const { return dtype_; }
  const Sizes& sizes() const { return sizes_; }
  const Sizes& strides() const { return strides_; }
  int64_t numel() const;
  char* device() const;
  // The host's copy of the block as it is on the device.
  void download();
  // The element with row-major number i.
  const char* at(int64_t i) const { return host_->data() + offset_of(i) * nt::size_of(dtype_); }
  char* at(int64_t i) { return host_->data() + offset_of(i) * nt::size_of(dtype_); }
  double value(int64_t i) const;

 private:
  int64_t offset_of(int64_t i) const;

  Dtype dtype_;
  Sizes sizes_, strides_;
  int64_t offset_ = 0;
  std::shared_ptr<Block> block_;
  std::shared_ptr<std::vector<char>> host_;
};

// Operands broadcast to the first one's sizes, as the ops build them.
nt::Iter iterator(const Array& out, std::initializer_list<const Array*> inputs);

// A reduction's iterator: outputs are dense over the dimensions that are kept.
nt::Iter reduction(std::initializer_list<const Array*> outputs, const Array& in, const std::vector<bool>& reduced);

}  // namespace check
