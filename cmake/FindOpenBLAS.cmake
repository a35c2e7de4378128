# OpenBLAS with the LAPACK that it carries, and LAPACKE's header of LAPACK's own symbols: OpenBLAS::OpenBLAS.
# We call those symbols ourselves, over column-major matrices, so that nothing is linked but libopenblas: liblapacke would
# bring liblapack and libblas, which may be other libraries than OpenBLAS.
include(FindPackageHandleStandardArgs)
find_path(OpenBLAS_INCLUDE_DIR lapack.h)
find_library(OpenBLAS_LIBRARY openblas)
find_package_handle_standard_args(OpenBLAS REQUIRED_VARS OpenBLAS_LIBRARY OpenBLAS_INCLUDE_DIR)
mark_as_advanced(OpenBLAS_INCLUDE_DIR OpenBLAS_LIBRARY)
if(OpenBLAS_FOUND AND NOT TARGET OpenBLAS::OpenBLAS)
  add_library(OpenBLAS::OpenBLAS UNKNOWN IMPORTED)
  set_target_properties(OpenBLAS::OpenBLAS PROPERTIES IMPORTED_LOCATION "${OpenBLAS_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${OpenBLAS_INCLUDE_DIR}")
endif()
