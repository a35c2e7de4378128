// How an allocator asks the host language to let go of garbage before it reports that memory is out.
#pragma once

namespace nt {

using CollectCallback = void (*)();
void set_collect_callback(CollectCallback callback);
// False where no callback is set.
bool collect_garbage();

}  // namespace nt
