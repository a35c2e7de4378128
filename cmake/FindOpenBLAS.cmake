# OpenBLAS with the LAPACK that it carries, and LAPACKE's header of LAPACK's own symbols: OpenBLAS::OpenBLAS.
# We call those symbols ourselves, over column-major matrices, so that nothing is linked but libopenblas: liblapacke would
# bring liblapack and libblas, which may be other libraries than OpenBLAS.
include(PlainLibrary)
find_plain_library(OpenBLAS lapack.h openblas)
