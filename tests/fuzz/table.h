// The functions to call.
#pragma once

#include <vector>

#include "context.h"

struct Entry {
  const char* name;
  void (*call)(Context&);  // NULL where by_hand.cpp does not have it either
};

std::vector<Entry> table();

// Calls for what needs more than a kind for each parameter; NULL where there is none.
using HandCall = void (*)(Context&);
HandCall by_hand(const char* function);
