#include "Library.h"

#include <dlfcn.h>

int nabla_open_library(
    const char *file, const char *const *names, int count, void **functions) {
  void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (!library) return 0;
  for (int index = 0; index < count; index++) {
    functions[index] = dlsym(library, names[index]);
    if (!functions[index]) {
      dlclose(library);
      return 0;
    }
  }
  return 1;
}
