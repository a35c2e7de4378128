// What ends the process, or seems to have stopped it, names the call it was in.
#pragma once

#include <string>

// Memory that is refused instead of swapped, and the last call printed at the end of the process, however it comes.
// `call` is read at that time and must outlive everything.
void watch(const std::string* call, const volatile long* progress);

// The call is gone.
void unwatch();
