// Sharing the kernels of a program among threads.
//
// A call's units are cut into pieces, and the pieces into one range for each thread. A thread
// takes pieces from its own range (its part of the weights stays in its cache), then from the
// others'. Whoever is late finds nothing left. Which thread computes a piece never changes a bit.
// A helper that loses its core in the middle of a piece delays everyone; where the cores are busy
// with other work, the caller is faster alone, and `nabla_run` finds out by trying both.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#if defined(__linux__)
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include "CInterrupt.h"
#include "CKernels.h"

enum {
  LINE = 64,
  SPINS = 4000,
  /// A trial ends after so many nanoseconds, but not before two runs; or after so many runs.
  TRIAL_TIME = 3000000,
  TRIAL_RUNS = 12,
  /// Runs before the ways are tried again, at first; fewer of them where one takes long.
  SHORTEST_STAY = 250,
  SHORTEST_LONG_STAY = 20,
  LONG_RUN = 5000000,
  LONGEST_STAY = 4000,
};

static inline int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

/// Pieces left of one thread's range: turn (32 bits) | next (16) | end (16).
typedef struct range {
  _Atomic uint64_t state;
  char padding[LINE - sizeof(uint64_t)];
} range;

struct nabla_team {
  int64_t threads;
  const nabla_instruction *instruction;
  /// The caller's, for the helpers.
  nabla_interrupt *_Atomic interrupt;
  char padding0[LINE];
  /// Counts the shared calls; helpers wait for it to change.
  _Atomic uint32_t turn;
  char padding1[LINE];
  _Atomic uint32_t finished;
  char padding2[LINE];
  _Atomic uint32_t sleepers;
  _Atomic uint32_t stops;
  range ranges[];
};

static inline void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Numbers below the smallest normal one count as zero while a program runs, as on other trainers:
// a moment that fades away would otherwise take a hundred times as long.
typedef uint64_t rounding;
static inline rounding flush_tiny_numbers(void) {
#if defined(__x86_64__)
  rounding before = __builtin_ia32_stmxcsr();
  __builtin_ia32_ldmxcsr((uint32_t)before | 0x8040);
#elif defined(__aarch64__)
  rounding before;
  __asm__ volatile("mrs %0, fpcr" : "=r"(before));
  __asm__ volatile("msr fpcr, %0" : : "r"(before | 1 << 24));
#else
  rounding before = 0;
#endif
  return before;
}
static inline void restore(rounding before) {
#if defined(__x86_64__)
  __builtin_ia32_ldmxcsr((uint32_t)before);
#elif defined(__aarch64__)
  __asm__ volatile("msr fpcr, %0" : : "r"(before));
#endif
}

static void sleep_while(_Atomic uint32_t *word, uint32_t value) {
#if defined(__linux__)
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, NULL, NULL, 0);
#else
  struct timespec moment = {0, 100000};
  if (atomic_load(word) == value) nanosleep(&moment, NULL);
#endif
}

static void wake_all(_Atomic uint32_t *word) {
#if defined(__linux__)
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1 << 30, NULL, NULL, 0);
#endif
}

nabla_team *nabla_team_create(int64_t threads) {
  size_t size = sizeof(nabla_team) + (size_t)threads * sizeof(range);
  nabla_team *team = aligned_alloc(LINE, (size + LINE - 1) / LINE * LINE);
  if (!team) return NULL;
  memset(team, 0, size);
  team->threads = threads;
  return team;
}

void nabla_team_destroy(nabla_team *team) { free(team); }

/// Units of one line; where the thread has an interrupt, a few at a time.
static void run_units(const nabla_instruction *line, int64_t first, int64_t last, void *scratch) {
  int64_t step = line->unitsBetweenLooks;
  if (step <= 0 || !nabla_interrupt_current()) {
    line->function(&line->call, first, last, scratch);
    return;
  }
  for (; first < last && !nabla_is_stopped(); first += step)
    line->function(&line->call, first, smaller(first + step, last), scratch);
}

void nabla_run_alone(const nabla_instruction *line, void *scratch) {
  run_units(line, 0, line->units, scratch);
}

/// How a helper looks: only the caller asks the user.
static int look_at_caller(void *team) {
  return nabla_is_raised(atomic_load_explicit(
      &((nabla_team *)team)->interrupt, memory_order_relaxed));
}

/// Takes pieces of the call number `turn` until none is left.
static void take_pieces(nabla_team *team, int64_t self, uint32_t turn, void *scratch) {
  for (int64_t k = 0; k < team->threads; k++) {
    range *r = &team->ranges[(self + k) % team->threads];
    uint64_t state = atomic_load_explicit(&r->state, memory_order_acquire);
    while ((uint32_t)(state >> 32) == turn) {
      uint32_t next = (uint32_t)(state >> 16) & 0xffff, end = (uint32_t)state & 0xffff;
      if (next >= end) break;
      if (!atomic_compare_exchange_weak_explicit(
              &r->state, &state, state + 0x10000, memory_order_acq_rel, memory_order_acquire))
        continue;
      // The piece is ours, so the call cannot end before we are done: its line may be read.
      const nabla_instruction *line = team->instruction;
      int64_t first = next * line->unitsAtATime, last = first + line->unitsAtATime;
      run_units(line, first, smaller(last, line->units), scratch);
      atomic_fetch_add_explicit(&team->finished, 1, memory_order_release);
      state = atomic_load_explicit(&r->state, memory_order_acquire);
    }
  }
}

static void share(const nabla_instruction *line, nabla_team *team, void *scratch) {
  int64_t pieces = (line->units + line->unitsAtATime - 1) / line->unitsAtATime;
  if (pieces < 2 || pieces > 0xffff) {
    run_units(line, 0, line->units, scratch);
    return;
  }
  uint32_t turn = atomic_load_explicit(&team->turn, memory_order_relaxed) + 1;
  team->instruction = line;
  atomic_store_explicit(&team->interrupt, nabla_interrupt_current(), memory_order_relaxed);
  atomic_store_explicit(&team->finished, 0, memory_order_relaxed);
  for (int64_t t = 0; t < team->threads; t++) {
    uint64_t from = (uint64_t)(t * pieces / team->threads);
    uint64_t to = (uint64_t)((t + 1) * pieces / team->threads);
    atomic_store_explicit(
        &team->ranges[t].state, (uint64_t)turn << 32 | from << 16 | to, memory_order_release);
  }
  atomic_store(&team->turn, turn);
  if (atomic_load(&team->sleepers)) wake_all(&team->turn);
  take_pieces(team, 0, turn, scratch);
  int spins = 0;
  while (atomic_load_explicit(&team->finished, memory_order_acquire) < pieces) {
    if (spins++ < SPINS) pause_briefly();
    else sched_yield();
  }
}

void nabla_team_help(nabla_team *team, int64_t index) {
  void *scratch = aligned_alloc(LINE, NABLA_SCRATCH);
  if (!scratch) return;
  uint32_t seen = 0;
  flush_tiny_numbers();
  while (!atomic_load(&team->stops)) {
    uint32_t turn = atomic_load_explicit(&team->turn, memory_order_acquire);
    for (int spins = 0; turn == seen && spins < SPINS; spins++) {
      pause_briefly();
      turn = atomic_load_explicit(&team->turn, memory_order_acquire);
    }
    if (turn == seen) {
      atomic_fetch_add(&team->sleepers, 1);
      if (!atomic_load(&team->stops)) sleep_while(&team->turn, seen);
      atomic_fetch_sub(&team->sleepers, 1);
      continue;
    }
    seen = turn;
    nabla_interrupt interrupt = {.look = look_at_caller, .context = team};
    int isFed = atomic_load_explicit(&team->interrupt, memory_order_relaxed) != NULL;
    nabla_interrupt_enter(isFed ? &interrupt : NULL);
    take_pieces(team, index, turn, scratch);
  }
  free(scratch);
}

void nabla_team_stop(nabla_team *team) {
  atomic_store(&team->stops, 1);
  atomic_fetch_add(&team->turn, 1);
  wake_all(&team->turn);
}

static int64_t nanoseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static int is_over(const nabla_balance *b) {
  if (b->phase == 2) return b->left <= 0;
  int64_t runs = b->runs[b->phase], spent = b->spent[b->phase];
  return runs >= TRIAL_RUNS || (runs >= 2 && spent >= TRIAL_TIME);
}

/// Begins the next phase: some runs shared, some alone, then many in the way that was faster.
static void next_phase(nabla_balance *b) {
  b->phase = (b->phase + 1) % 3;
  if (b->phase < 2) {
    b->spent[b->phase] = b->runs[b->phase] = 0;
    return;
  }
  int64_t shared = b->spent[0] / b->runs[0], alone = b->spent[1] / b->runs[1];
  int isAlone = alone < shared;
  int64_t shortest = smaller(shared, alone) < LONG_RUN ? SHORTEST_STAY : SHORTEST_LONG_STAY;
  // The same answer again: ask less often.
  b->stay = isAlone == b->isAlone && b->stay ? smaller(b->stay * 2, LONGEST_STAY) : shortest;
  b->isAlone = isAlone;
  b->left = b->stay;
}

void nabla_run(
    const nabla_instruction *program, int64_t count, nabla_team *team, nabla_balance *balance,
    void *scratch) {
  int64_t start = 0;
  if (team) {
    if (is_over(balance)) next_phase(balance);
    if (balance->phase == 2) balance->left--;
    else balance->runs[balance->phase]++;
    if (balance->phase == 2 ? balance->isAlone : balance->phase == 1) team = NULL;
    if (balance->phase < 2) start = nanoseconds();
  }
  rounding before = flush_tiny_numbers();
  for (int64_t i = 0; i < count && !nabla_is_stopped(); i++) {
    const nabla_instruction *line = &program[i];
    if (line->units == 0) continue;
    if (team && line->unitsAtATime) share(line, team, scratch);
    else run_units(line, 0, line->units, scratch);
  }
  restore(before);
  if (start) balance->spent[balance->phase] += nanoseconds() - start;
}

void nabla_describe_thread(const char *name, int niceness) {
#if defined(__linux__)
  pthread_setname_np(pthread_self(), name);
  // On Linux 0 means the calling thread alone.
  if (niceness > 0) setpriority(PRIO_PROCESS, 0, niceness);
#endif
}
