// Functions of the caller's, counted.
#pragma once

#include "capi/boundary.h"
#include "core/callback.h"

namespace nt::capi {

// First in a call, before anything fails: from here on the state is freed.
inline Ref<Callback> callback(nt_callback call, void* state, nt_free free) {
  auto owned = Ref<Callback>::adopt(new Callback(call, state, free));
  check_pointer(reinterpret_cast<const void*>(call), "a callback");
  return owned;
}

}  // namespace nt::capi
