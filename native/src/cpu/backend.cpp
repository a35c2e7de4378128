// The CPU's backend: each verb goes to the file that does it.
#include "core/backend.h"

#include <cstring>

#include "core/host_memory.h"
#include "cpu/allocator.h"
#include "cpu/distance.h"
#include "cpu/indexed.h"
#include "cpu/map.h"
#include "cpu/max_pool.h"
#include "cpu/network.h"
#include "cpu/optim.h"
#include "cpu/parallel.h"
#include "cpu/reduce.h"
#include "cpu/rows.h"
#include "cpu/scan.h"

namespace nt {
namespace {

class CpuBackend final : public Backend {
 public:
  const char* name() const override { return "cpu"; }
  void* allocate(int64_t bytes, int32_t) override { return cpu::allocate(bytes); }
  void deallocate(void* data, int64_t bytes, int32_t) noexcept override { cpu::deallocate(data, bytes); }
  void empty_cache() override { cpu::empty_cache(); }
  MemoryStats& stats() override { return host_memory_stats(); }
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
  void conv_forward(const ConvArgs& args) override { cpu::conv_forward(args); }
  void conv_backward(const ConvArgs& args) override { cpu::conv_backward(args); }
  bool max_pool_in_places(const PoolArgs& args) const override { return cpu::pools_by_planes(args); }
  void max_pool_forward(const PoolArgs& args) override { cpu::max_pool_forward(args); }
  void max_pool_backward(const PoolArgs& args) override { cpu::max_pool_backward(args); }
  void avg_pool_forward(const PoolArgs& args) override { cpu::avg_pool_forward(args); }
  void avg_pool_backward(const PoolArgs& args) override { cpu::avg_pool_backward(args); }
  void max_unpool(const PoolArgs& args) override { cpu::max_unpool(args); }
  void norm_forward(const NormArgs& args) override { cpu::norm_forward(args); }
  void norm_backward(const NormArgs& args) override { cpu::norm_backward(args); }
  void grid_sample_forward(const GridSampleArgs& args) override { cpu::grid_sample_forward(args); }
  void grid_sample_backward(const GridSampleArgs& args) override { cpu::grid_sample_backward(args); }
  void resample(const ResampleArgs& args) override { cpu::resample(args); }
  void scan(const ScanArgs& args) override { cpu::scan(args); }
  void softmax_forward(const SoftmaxArgs& args) override { cpu::softmax_forward(args); }
  void softmax_backward(const SoftmaxArgs& args) override { cpu::softmax_backward(args); }
  void rows(const RowArgs& args) override { cpu::rows(args); }
  void cdist_forward(const CdistArgs& args) override { cpu::cdist_forward(args); }
  void cdist_backward(const CdistArgs& args) override { cpu::cdist_backward(args); }
  void indexed(const IndexedArgs& args) override { cpu::indexed(args); }
  void optimizer_step(const StepArgs& args) override { cpu::optimizer_step(args); }
};

}  // namespace

Backend& cpu_backend() {
  static auto* backend = new CpuBackend();
  return *backend;
}

}  // namespace nt
