#include "watch.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

// What libraries are to find here, though all else is hidden.
#define SEEN __attribute__((visibility("default")))

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>

// Large allocations fail, as they do on a machine that has no more.
extern "C" SEEN const char* __asan_default_options();
extern "C" const char* __asan_default_options() { return "allocator_may_return_null=1:max_allocation_size_mb=256:detect_leaks=1"; }

// It prints, then aborts, so that we are asked for the call.
extern "C" SEEN const char* __ubsan_default_options();
extern "C" const char* __ubsan_default_options() { return "print_stacktrace=1:halt_on_error=1:abort_on_error=1"; }

// AddressSanitizer's own operator new ends the process instead of throwing.
void* operator new(size_t size) {
  if (void* block = std::malloc(size ? size : 1)) return block;
  throw std::bad_alloc();
}
void* operator new(size_t size, const std::nothrow_t&) noexcept { return std::malloc(size ? size : 1); }
void* operator new[](size_t size) { return operator new(size); }
void* operator new[](size_t size, const std::nothrow_t& tag) noexcept { return operator new(size, tag); }
void operator delete(void* block) noexcept { std::free(block); }
void operator delete[](void* block) noexcept { std::free(block); }
void operator delete(void* block, size_t) noexcept { std::free(block); }
void operator delete[](void* block, size_t) noexcept { std::free(block); }
#endif

// The library takes large tensors from the system. Beyond this it has no more, which must be an error code and no swapping.
extern "C" SEEN void* mmap(void* address, size_t size, int protection, int flags, int file, off_t offset) noexcept {
  if (size > (size_t{256} << 20) && file < 0) {
    errno = ENOMEM;
    return MAP_FAILED;
  }
  return reinterpret_cast<void*>(syscall(SYS_mmap, address, size, protection, flags, file, offset));
}

namespace {

const std::string* last_call;

void print_last() {
  if (last_call) std::fprintf(stderr, "\nin %s\n", last_call->c_str());
}

[[maybe_unused]] void on_signal(int signal) {
  print_last();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void look(const volatile long* progress) {
  for (long before = -1;; before = *progress) {
    sleep(30);
    if (*progress != before) continue;
    std::fprintf(stderr, "no end after 30 s");
    print_last();
    _exit(1);
  }
}

}  // namespace

void watch(const std::string* call, const volatile long* progress) {
  last_call = call;
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_set_death_callback(print_last);
  std::signal(SIGABRT, on_signal);
#else
  for (int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL}) std::signal(signal, on_signal);
#endif
  std::thread(look, progress).detach();
}

void unwatch() { last_call = nullptr; }
