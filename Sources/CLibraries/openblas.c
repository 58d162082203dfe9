#include "OpenBLAS.h"

#include <stdlib.h>

#include "define.h"

NABLA_LIBRARY_DEFINE(nabla_openblas, NABLA_OPENBLAS, "libopenblas.so.0")

/// Sets a variable of the environment that nobody has set; answers whether it did.
static int set(const char *name, const char *value) {
  if (getenv(name)) return 0;
  return setenv(name, value, 0) == 0;
}

static int has_avx2(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return 0;
#endif
}

const nabla_openblas *nabla_openblas_for_one_thread(void) {
  static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  static const nabla_openblas *ready;
  pthread_mutex_lock(&mutex);
  if (!ready) {
    // The library reads these while it is opened. It takes other kernels, which add in another order, for each
    // kind of processor: with Haswell's on all that can run them, machines give the same bits.
    int hasKernels = has_avx2() && set("OPENBLAS_CORETYPE", "Haswell");
    // It starts no threads that would only wait.
    int hasThreads = set("OPENBLAS_NUM_THREADS", "1");
    ready = nabla_openblas_open();
    if (ready) ready->openblas_set_num_threads(1);
    // Programs that are started from here get what the user has set.
    if (hasKernels) unsetenv("OPENBLAS_CORETYPE");
    if (hasThreads) unsetenv("OPENBLAS_NUM_THREADS");
  }
  const nabla_openblas *library = ready;
  pthread_mutex_unlock(&mutex);
  return library;
}
