#include <string_view>

#include "cpu/kernels/conv.h"
#include "cpu/kernels/kernels.h"

namespace nt::cpu {

#define NT_DECLARE_LOOPS(isa)        \
  namespace isa {                    \
  const ConvLoops& isa_conv_loops(); \
  }
NT_DECLARE_LOOPS(v2)
NT_DECLARE_LOOPS(v3)
NT_DECLARE_LOOPS(v4)
#undef NT_DECLARE_LOOPS

const ConvLoops& conv_loops() {
  const std::string_view isa = kernels().isa;
  return isa == "v4" ? v4::isa_conv_loops() : isa == "v3" ? v3::isa_conv_loops() : v2::isa_conv_loops();
}

}  // namespace nt::cpu
