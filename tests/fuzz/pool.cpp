#include "pool.h"

#include <cmath>
#include <cstring>
#include <limits>

namespace {

// Few sizes, so that operands often fit each other.
const std::vector<std::vector<int64_t>> kShapes = {
    {},     {0},       {1},       {3},       {4},          {2, 3},       {3, 3},          {1, 3},
    {3, 1}, {0, 3},    {4, 4},    {2, 3, 3}, {2, 1, 4},    {1, 2, 4, 4}, {2, 3, 4, 4},    {3, 2, 3, 3},
    {6},    {2, 0, 3}, {5, 2, 4}, {1, 1, 1}, {1, 2, 3, 4}, {2, 2, 2, 2}, {1, 2, 3, 4, 2},
    {3, 3, 1, 1}, {2, 2, 3, 3}, {3, 4},      {4, 3},
};

constexpr int kItemSizes[] = {1, 1, 1, 2, 4, 8, 2, 2, 4, 8};
constexpr int64_t kLargest = 2048;

double number(Random& random) {
  switch (random.between(0, 15)) {
    case 0: return 0;
    case 1: return std::numeric_limits<double>::quiet_NaN();
    case 2: return std::numeric_limits<double>::infinity();
    case 3: return -std::numeric_limits<double>::infinity();
    case 4: return 1e30;
    default: return static_cast<double>(random.between(-300, 300)) / 100;
  }
}

// Elements as their bytes; what they mean matters little for half and bfloat16.
void fill(Random& random, int32_t dtype, char* bytes, int64_t count) {
  for (int64_t i = 0; i < count; ++i) {
    double x = number(random);
    int64_t integer = random.chance(16) ? static_cast<int64_t>(random.bits()) : random.between(0, 3);
    auto single = static_cast<float>(x);
    auto flag = static_cast<char>(integer & 1);
    const void* source = dtype == NT_FLOAT64 ? static_cast<void*>(&x) : dtype == NT_FLOAT32 ? static_cast<void*>(&single)
                         : dtype == NT_BOOL ? static_cast<void*>(&flag) : static_cast<void*>(&integer);
    std::memcpy(bytes + i * kItemSizes[dtype], source, static_cast<size_t>(kItemSizes[dtype]));
  }
}

template <class T, size_t N>
T& slot(std::array<T, N>& slots, Random& random) {
  return slots[static_cast<size_t>(random.between(0, static_cast<int64_t>(N) - 1))];
}

}  // namespace

Pool::Pool(Random& random) : random_(random) {
  for (auto& tensor : tensors_) tensor = make();
  for (auto& generator : generators_) nt_generator_new(random_.bits(), &generator);
}

Pool::~Pool() {
  for (auto* tensor : tensors_) nt_tensor_release(tensor);
  for (auto* node : nodes_) nt_node_release(node);
  for (auto* generator : generators_) nt_generator_release(generator);
}

nt_tensor* Pool::tensor() { return slot(tensors_, random_); }
nt_tensor* Pool::differentiable() {
  nt_tensor* found = tensor();
  for (int i = 0; i < 60; ++i) {
    nt_tensor* candidate = tensor();
    nt_tensor_info_t info{};
    nt_tensor_info(candidate, &info);
    if (info.requires_grad) found = candidate;
    if (info.requires_grad && info.numel == 1) break;
  }
  return found;
}

nt_node* Pool::node() { return slot(nodes_, random_); }
nt_generator* Pool::generator() { return slot(generators_, random_); }

void Pool::keep(nt_tensor* tensor) {
  if (!tensor) return;
  if (small(tensor)) std::swap(slot(tensors_, random_), tensor);
  nt_tensor_release(tensor);
}

void Pool::keep(nt_node* node) {
  if (!node) return;
  std::swap(slot(nodes_, random_), node);
  nt_node_release(node);
}

void Pool::keep(nt_generator* generator) {
  if (!generator) return;
  std::swap(slot(generators_, random_), generator);
  nt_generator_release(generator);
}

void Pool::refresh() {
  for (int i = 0; i < 12; ++i) {
    nt_tensor* tensor = make();
    std::swap(slot(tensors_, random_), tensor);
    nt_tensor_release(tensor);
  }
}

bool Pool::has_half_truths() const {
  for (const nt_tensor* tensor : tensors_) {
    nt_tensor_info_t info{};
    if (nt_tensor_info(tensor, &info) != NT_OK || info.dtype != NT_BOOL || !info.is_contiguous) continue;
    const auto* bytes = static_cast<const uint8_t*>(info.data);
    for (int64_t i = 0; i < info.numel; ++i)
      if (bytes[i] > 1) return true;
  }
  return false;
}

nt_tensor* Pool::make() {
  const auto& shape = kShapes[random_.bits() % kShapes.size()];
  int32_t dtype = random_.chance(3) ? static_cast<int32_t>(random_.between(NT_BOOL, NT_FLOAT64))
                                    : random_.one_of({NT_FLOAT32, NT_FLOAT32, NT_FLOAT64, NT_INT64});
  int64_t count = 1;
  for (int64_t size : shape) count *= size;
  std::vector<char> bytes(static_cast<size_t>(count * kItemSizes[dtype]) + 1);
  fill(random_, dtype, bytes.data(), count);
  nt_tensor* tensor = nullptr;
  nt_tensor_from_data(bytes.data(), count * kItemSizes[dtype], shape.data(), static_cast<int32_t>(shape.size()), dtype, &tensor);
  if (random_.chance(3)) tensor = view_of(tensor);
  if (dtype >= NT_FLOAT16 && random_.chance(3)) nt_tensor_set_requires_grad(tensor, 1);
  return tensor;
}

nt_tensor* Pool::view_of(nt_tensor* base) {
  nt_tensor* view = nullptr;
  int64_t wide[] = {3, 1};
  switch (random_.between(0, 2)) {
    case 0: nt_transpose(base, 0, -1, &view); break;
    case 1: nt_slice(base, 0, 0, INT64_MAX, 2, &view); break;
    default: {
      nt_tensor_info_t info{};
      nt_tensor_info(base, &info);
      if (info.dim == 0) nt_expand(base, wide, 2, &view);
      break;
    }
  }
  if (!view) return base;
  nt_tensor_release(base);
  return view;
}

bool Pool::small(const nt_tensor* tensor) {
  nt_tensor_info_t info{};
  return nt_tensor_info(tensor, &info) == NT_OK && info.numel <= kLargest;
}
