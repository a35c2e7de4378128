# cmake -DNM=nm -DOBJECTS=a.o;b.o -P isa_leaks.cmake
# Kernels are compiled once for each instruction set. A weak symbol of theirs outside their set's namespace could be kept by
# the linker for every machine, the AVX-512 copy too: there must be none.
foreach(object IN LISTS OBJECTS)
  execute_process(COMMAND "${NM}" -C --defined-only "${object}" OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "[^\n]* [WVu] [^\n]*" weak "${symbols}")
  list(FILTER weak EXCLUDE REGEX "::v[234]::")
  if(weak)
    list(JOIN weak "\n  " text)
    message(FATAL_ERROR "${object} defines what is not its instruction set's own:\n  ${text}")
  endif()
endforeach()
