# nt_warnings(TARGET): the warnings that our own C and C++ code lives with. NT_WERROR makes them errors; the presets that
# developers and CI use set it, the release preset does not, so that a newer compiler's new warning stops nobody's build.
option(NT_WERROR "Warnings are errors" OFF)

function(nt_warnings target)
  target_compile_options(${target} PRIVATE
    $<$<COMPILE_LANGUAGE:C,CXX>:-Wall;-Wextra;-Wundef>
    $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor;-Woverloaded-virtual>
    $<$<AND:$<COMPILE_LANGUAGE:C,CXX>,$<BOOL:${NT_WERROR}>>:-Werror>)
endfunction()
