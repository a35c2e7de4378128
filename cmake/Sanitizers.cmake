# NT_SANITIZE=address,undefined or thread: everything that is compiled here, tests too, is built and linked with them.
# CUDA code is left alone: its runtime and AddressSanitizer both want the low addresses.
set(NT_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them")

if(NT_SANITIZE)
  # At -O1 the stack traces are still whole; -g1 is enough for their lines and compiles faster than -g.
  add_compile_options("$<$<COMPILE_LANGUAGE:C,CXX>:-fsanitize=${NT_SANITIZE};-fno-sanitize-recover=all;-fno-omit-frame-pointer;-O1;-g1>")
  add_link_options("-fsanitize=${NT_SANITIZE}")
endif()
