/* The public header compiles as C11, and a C program links with the library and agrees with it on the ABI. */
#include <nativetorch/nativetorch.h>

#include <stdio.h>

int main(void) {
  if (nt_abi_hash() == NT_ABI_HASH) return 0;
  fprintf(stderr, "the library's ABI hash is %llx, the header's is %llx\n", (unsigned long long)nt_abi_hash(),
          (unsigned long long)NT_ABI_HASH);
  return 1;
}
