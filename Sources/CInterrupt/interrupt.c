#include "CInterrupt.h"

#include <stddef.h>
#include <time.h>

static _Thread_local nabla_interrupt *current;

nabla_interrupt *nabla_interrupt_enter(nabla_interrupt *interrupt) {
  nabla_interrupt *before = current;
  current = interrupt;
  return before;
}

nabla_interrupt *nabla_interrupt_current(void) { return current; }

// A clock of some milliseconds' resolution is read in a few nanoseconds.
#if defined(CLOCK_MONOTONIC_COARSE)
#define CLOCK CLOCK_MONOTONIC_COARSE
#else
#define CLOCK CLOCK_MONOTONIC
#endif

static int64_t nanoseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int nabla_is_stopped(void) {
  nabla_interrupt *interrupt = current;
  if (!interrupt) return 0;
  if (nabla_is_raised(interrupt)) return 1;
  if (interrupt->interval) {
    int64_t now = nanoseconds();
    if (now < interrupt->next) return 0;
    interrupt->next = now + interrupt->interval;
  }
  // Whoever looks may compute and draw; that work is not what is to end.
  current = NULL;
  int isRaised = interrupt->look(interrupt->context);
  current = interrupt;
  if (isRaised) __atomic_store_n(&interrupt->isRaised, 1, __ATOMIC_RELAXED);
  return isRaised;
}
