// Runs kernels on the CPU, one thread of a block after the other, each on a stack of its own from barrier to barrier. It
// shows whether a kernel's indices and formulas are right; nothing about speed, races or the compiler for the device.
#include <cuda_runtime.h>
#include <ucontext.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <vector>

Coordinates threadIdx, blockIdx, blockDim;

namespace {

constexpr unsigned kMaxThreads = 1024;
constexpr size_t kStack = 128 << 10;
constexpr size_t kMemory = size_t{8} << 30;

struct Thread {
  ucontext_t context;
  Coordinates index;
  bool ended;
  std::vector<char> stack = std::vector<char>(kStack);
};

std::mutex device;  // one kernel at a time
std::vector<Thread> threads;
ucontext_t scheduler;
Thread* running;
const std::function<void()>* kernel;

void run_thread() {
  (*kernel)();
  running->ended = true;
  swapcontext(&running->context, &scheduler);
}

void run_block(unsigned count) {
  for (unsigned t = 0; t < count; ++t) {
    Thread& thread = threads[t];
    thread.index = {t % blockDim.x, t / blockDim.x % blockDim.y, t / (blockDim.x * blockDim.y)};
    thread.ended = false;
    getcontext(&thread.context);
    thread.context.uc_stack.ss_sp = thread.stack.data();
    thread.context.uc_stack.ss_size = thread.stack.size();
    thread.context.uc_link = nullptr;
    makecontext(&thread.context, run_thread, 0);
  }
  for (unsigned live = count; live > 0;) {
    unsigned ended = 0, waiting = 0;
    for (unsigned t = 0; t < count; ++t) {
      if (threads[t].ended) continue;
      running = &threads[t];
      threadIdx = running->index;
      swapcontext(&scheduler, &running->context);
      ++(running->ended ? ended : waiting);
    }
    live -= ended;
    if (ended && waiting) {
      std::fprintf(stderr, "emulator: %u threads of a block ended where %u wait at a barrier\n", ended, waiting);
      std::abort();
    }
  }
}

size_t used = 0;

// Copies from page-locked memory happen as late as they may: when the stream goes on, or somebody waits.
struct Copy {
  void* to;
  const void* from;
  size_t bytes;
};
std::recursive_mutex stream;
std::vector<Copy> queued;
size_t queued_ever = 0;
std::map<const char*, size_t> locked;  // page-locked blocks

bool is_locked(const void* data) {
  auto it = locked.upper_bound(static_cast<const char*>(data));
  return it != locked.begin() && static_cast<const char*>(data) - (--it)->first < static_cast<ptrdiff_t>(it->second);
}

void finish_copies() {
  const std::lock_guard<std::recursive_mutex> lock(stream);
  for (const Copy& copy : queued) std::memcpy(copy.to, copy.from, copy.bytes);
  queued.clear();
}

}  // namespace

struct CUevent_st {
  size_t behind;  // how many copies there were before it
};

namespace emulator {

void barrier() {
  Thread* const me = running;
  swapcontext(&me->context, &scheduler);
}

cudaError_t run(dim3 blocks, dim3 block, const std::function<void()>& body) {
  const unsigned count = block.x * block.y * block.z;
  if (count == 0 || count > kMaxThreads || block.z > 64 || blocks.x == 0 || blocks.y == 0 || blocks.y > 65535 ||
      blocks.z != 1) {
    return cudaErrorInvalidConfiguration;
  }
  finish_copies();
  const std::lock_guard<std::mutex> lock(device);
  if (threads.empty()) threads.resize(kMaxThreads);
  kernel = &body;
  blockDim = {block.x, block.y, block.z};
  for (unsigned y = 0; y < blocks.y; ++y) {
    for (unsigned x = 0; x < blocks.x; ++x) {
      blockIdx = {x, y, 0};
      run_block(count);
    }
  }
  return cudaSuccess;
}

}  // namespace emulator

const char* cudaGetErrorName(cudaError_t) { return "cudaErrorEmulated"; }
const char* cudaGetErrorString(cudaError_t) { return "the emulator refused"; }
cudaError_t cudaGetLastError() { return cudaSuccess; }
cudaError_t cudaGetDevice(int* index) { return *index = 0, cudaSuccess; }
cudaError_t cudaSetDevice(int) { return cudaSuccess; }
cudaError_t cudaGetDeviceCount(int* count) { return *count = 1, cudaSuccess; }
cudaError_t cudaDriverGetVersion(int* version) { return *version = CUDART_VERSION, cudaSuccess; }
cudaError_t cudaDeviceGetAttribute(int* value, cudaDeviceAttr attribute, int) {
  *value = attribute == cudaDevAttrMultiProcessorCount ? 3 : 9;  // few: reductions are split all the same
  return cudaSuccess;
}
cudaError_t cudaStreamCreateWithFlags(cudaStream_t* stream, unsigned) { return *stream = nullptr, cudaSuccess; }
cudaError_t cudaStreamSynchronize(cudaStream_t) { return finish_copies(), cudaSuccess; }

// The size is kept in front of the block.
cudaError_t cudaMalloc(void** data, size_t bytes) {
  const std::lock_guard<std::mutex> lock(device);
  if (bytes > kMemory - used) return cudaErrorMemoryAllocation;
  auto* block = static_cast<char*>(std::aligned_alloc(256, (bytes + 511) / 256 * 256));
  std::memcpy(block, &bytes, sizeof bytes);
  used += bytes;
  *data = block + 256;
  return cudaSuccess;
}
cudaError_t cudaFree(void* data) {
  const std::lock_guard<std::mutex> lock(device);
  char* block = static_cast<char*>(data) - 256;
  size_t bytes;
  std::memcpy(&bytes, block, sizeof bytes);
  used -= bytes;
  std::free(block);
  return cudaSuccess;
}
cudaError_t cudaHostAlloc(void** data, size_t bytes, unsigned) {
  if (bytes > kMemory) return cudaErrorMemoryAllocation;
  const std::lock_guard<std::recursive_mutex> lock(stream);
  *data = std::aligned_alloc(4096, (bytes + 4095) / 4096 * 4096);
  locked.emplace(static_cast<char*>(*data), bytes);
  return cudaSuccess;
}
cudaError_t cudaFreeHost(void* data) {
  const std::lock_guard<std::recursive_mutex> lock(stream);
  locked.erase(static_cast<char*>(data));
  std::free(data);
  return cudaSuccess;
}
cudaError_t cudaEventCreateWithFlags(cudaEvent_t* event, unsigned) { return *event = new CUevent_st{0}, cudaSuccess; }
cudaError_t cudaEventDestroy(cudaEvent_t event) { return delete event, cudaSuccess; }
cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t) {
  const std::lock_guard<std::recursive_mutex> lock(stream);
  return event->behind = queued_ever, cudaSuccess;
}
cudaError_t cudaEventQuery(cudaEvent_t event) {
  const std::lock_guard<std::recursive_mutex> lock(stream);
  return event->behind > queued_ever - queued.size() ? cudaErrorNotReady : cudaSuccess;
}
cudaError_t cudaEventSynchronize(cudaEvent_t) { return finish_copies(), cudaSuccess; }

cudaError_t cudaMemcpyAsync(void* to, const void* from, size_t bytes, cudaMemcpyKind kind, cudaStream_t) {
  const std::lock_guard<std::recursive_mutex> lock(stream);
  if (kind == cudaMemcpyHostToDevice && is_locked(from)) {
    queued.push_back({to, from, bytes});
    ++queued_ever;
    return cudaSuccess;
  }
  finish_copies();
  std::memcpy(to, from, bytes);
  return cudaSuccess;
}
cudaError_t cudaMemset2DAsync(void* to, size_t pitch, int value, size_t width, size_t height, cudaStream_t) {
  finish_copies();
  for (size_t row = 0; row < height; ++row) std::memset(static_cast<char*>(to) + row * pitch, value, width);
  return cudaSuccess;
}
cudaError_t cudaMemGetInfo(size_t* free, size_t* total) {
  *free = kMemory - used;
  *total = kMemory;
  return cudaSuccess;
}
