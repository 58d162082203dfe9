#pragma once
// Whether the work of a thread is to end soon. Long loops ask between two pieces of work; the thread
// that was given an interrupt looks, at most once in an interval, whether the user or a limit of
// time asks for an end, and from then on the answer is yes.

#include <stdint.h>

typedef struct nabla_interrupt {
  /// 1 once it was seen; never taken back.
  int32_t isRaised;
  /// Nanoseconds between two looks; 0: whenever somebody asks.
  int64_t interval;
  /// When the next look is due.
  int64_t next;
  /// Whether to end.
  int (*look)(void *context);
  void *context;
} nabla_interrupt;

/// Gives the calling thread an interrupt, or with `NULL` none; answers which it had.
nabla_interrupt *nabla_interrupt_enter(nabla_interrupt *interrupt);

/// The interrupt of the calling thread.
nabla_interrupt *nabla_interrupt_current(void);

/// What kernels and loops ask: 1 when they are to leave their work as it is.
int nabla_is_stopped(void);

/// The same of an interrupt that belongs to another thread: only that one looks.
static inline int nabla_is_raised(const nabla_interrupt *interrupt) {
  return interrupt && __atomic_load_n(&interrupt->isRaised, __ATOMIC_RELAXED);
}
