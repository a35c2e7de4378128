// The CPU's backend: each verb goes to the file that does it.
#include "core/backend.h"

#include <cstring>

#include "cpu/allocator.h"
#include "cpu/distance.h"
#include "cpu/map.h"
#include "cpu/network.h"
#include "cpu/parallel.h"
#include "cpu/reduce.h"
#include "cpu/rows.h"

namespace nt {
namespace {

class CpuBackend final : public Backend {
 public:
  const char* name() const override { return "cpu"; }
  void* allocate(int64_t bytes, int32_t) override { return cpu::allocate(bytes); }
  void deallocate(void* data, int64_t bytes, int32_t) noexcept override { cpu::deallocate(data, bytes); }
  void empty_cache() override { cpu::empty_cache(); }
  MemoryStats& stats() override { return cpu::memory_stats(); }
  int32_t device_count() override { return 1; }
  void synchronize(int32_t) override {}
  void copy_to_host(void* host, const void* device, int64_t bytes, int32_t) override {
    memcpy(host, device, static_cast<size_t>(bytes));
  }
  void copy_from_host(void* device, const void* host, int64_t bytes, int32_t) override {
    memcpy(device, host, static_cast<size_t>(bytes));
  }
  void copy(Iter& it) override { cpu::copy(it); }
  void map(MapOp op, Iter& it) override { cpu::map(op, it); }
  void where(Iter& it) override { cpu::where(it); }
  void reduce(ReduceOp op, Iter& it) override { cpu::reduce(op, it); }
  void matmul(const MatmulArgs& args) override { cpu::matmul(args); }
  void conv2d_forward(const Conv2dArgs& args) override { cpu::conv2d_forward(args); }
  void conv2d_backward(const Conv2dArgs& args) override { cpu::conv2d_backward(args); }
  void max_pool2d_forward(const Pool2dArgs& args) override { cpu::max_pool2d_forward(args); }
  void max_pool2d_backward(const Pool2dArgs& args) override { cpu::max_pool2d_backward(args); }
  void avg_pool2d_forward(const Pool2dArgs& args) override { cpu::avg_pool2d_forward(args); }
  void avg_pool2d_backward(const Pool2dArgs& args) override { cpu::avg_pool2d_backward(args); }
  void softmax_forward(const SoftmaxArgs& args) override { cpu::softmax_forward(args); }
  void softmax_backward(const SoftmaxArgs& args) override { cpu::softmax_backward(args); }
  void rows(const RowArgs& args) override { cpu::rows(args); }
  void cdist_forward(const CdistArgs& args) override { cpu::cdist_forward(args); }
  void cdist_backward(const CdistArgs& args) override { cpu::cdist_backward(args); }
};

}  // namespace

Backend& cpu_backend() {
  static auto* backend = new CpuBackend();
  return *backend;
}

}  // namespace nt
