// Loads the plug-in, checks all of it against the host and times it: cuda_check PLUGIN [check|measure|brief]
// brief: the checks but for the elementwise rows, which are many; for slow tools.
#include <dlfcn.h>

#include <cstdio>
#include <cstring>

#include "check.h"

namespace check {
namespace {
nt::Backend* loaded = nullptr;

using Entry = nt::Backend* (*)(bool (*)(), const char**);

bool nothing_to_collect() { return false; }

int load(const char* path) {
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  const auto entry = library ? reinterpret_cast<Entry>(dlsym(library, "nt_cuda_backend")) : nullptr;
  if (!entry) {
    std::printf("FAILED to load: %s\n", dlerror());
    return 1;
  }
  const char* reason = "";
  loaded = entry(nothing_to_collect, &reason);
  if (loaded) return 0;
  std::printf("SKIPPED: %s\n", reason);
  return 77;
}
}  // namespace

nt::Backend& backend() { return *loaded; }

}  // namespace check

int main(int argc, char** argv) {
  using namespace check;
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  if (argc < 2) return std::printf("cuda_check PLUGIN [check|measure|brief]\n"), 2;
  const char* what = argc > 2 ? argv[2] : "";
  if (const int status = load(argv[1])) return status;
  int failed = 0;
  try {
    const bool brief = std::strcmp(what, "brief") == 0;
    if (std::strcmp(what, "measure") != 0) {
      check_memory();
      check_pinned();
      check_copies();
      check_where();
      if (!brief) check_maps();
      check_reductions();
      check_softmax();
      check_pools();
      check_optim();
      check_matmul();
      failed = report().end();
    }
    if (std::strcmp(what, "check") != 0 && !brief) measure();
  } catch (const std::exception& error) {
    std::printf("FAILED: %s\n", error.what());
    failed = 1;
  }
  return failed ? 1 : 0;
}
