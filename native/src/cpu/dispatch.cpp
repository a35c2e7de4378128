// Chooses the instruction set once, at first use. NATIVETORCH_ISA=v2|v3|v4 asks for a lower one.
#include <cstdlib>
#include <cstring>

#include "cpu/kernels/kernels.h"
#include "cpu/plain_kernels.h"

namespace nt::cpu {

#define NT_DECLARE_FILL(isa) \
  inline namespace isa {     \
  void fill(Kernels& table); \
  }
NT_DECLARE_FILL(v2)
NT_DECLARE_FILL(v3)
NT_DECLARE_FILL(v4)

namespace {

int best_isa() {
  __builtin_cpu_init();
  int best = __builtin_cpu_supports("x86-64-v4") ? 4 : __builtin_cpu_supports("x86-64-v3") ? 3 : 2;
  if (const char* asked = std::getenv("NATIVETORCH_ISA")) {
    for (int isa = 2; isa <= best; ++isa) {
      const char name[] = {'v', static_cast<char>('0' + isa), 0};
      if (std::strcmp(asked, name) == 0) best = isa;
    }
  }
  return best;
}

const Kernels* choose() {
  auto* table = new Kernels();
  const int isa = best_isa();
  if (isa == 4) {
    v4::fill(*table);
  } else if (isa == 3) {
    v3::fill(*table);
  } else {
    v2::fill(*table);
  }
  fill_plain(*table);
  return table;
}

}  // namespace

const Kernels& kernels() {
  static const Kernels* table = choose();
  return *table;
}

}  // namespace nt::cpu
