#define _GNU_SOURCE
#include "Task.h"

#include <fenv.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "CInterrupt.h"

/// Nanoseconds between two questions whether to end.
enum { LOOK = 5000000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t ended = PTHREAD_COND_INITIALIZER;
/// Tasks that were left, whose threads still compute.
static nabla_task *left;

static void compute(nabla_task *task) {
  // Everyone who comes here has the same rounding: a run of a program counts tiny numbers as zero.
  fenv_t before;
  fegetenv(&before);
  fesetenv(FE_DFL_ENV);
  task->compute(task);
  fesetenv(&before);
}

static void *compute_beside(void *argument) {
  nabla_task *task = argument;
  compute(task);
  pthread_mutex_lock(&mutex);
  task->hasEnded = 1;
  int isLeft = task->isLeft;
  for (nabla_task **place = &left; isLeft && *place; place = &(*place)->next)
    if (*place == task) {
      *place = task->next;
      break;
    }
  pthread_cond_broadcast(&ended);
  pthread_mutex_unlock(&mutex);
  if (isLeft) free(task);
  return NULL;
}

// When the process ends, the library gives back the memory that such a thread computes in: it waits meanwhile.
static pthread_t threads[64];
static nabla_task *tasks[64];
static volatile sig_atomic_t frozen;

static void freeze(int signal) {
  (void)signal;
  frozen++;
  for (;;) pause();
}

static void freeze_all(void) {
  struct sigaction action = {.sa_handler = freeze};
  sigaction(SIGURG, &action, NULL);
  // Kept: who ends now waits until the process has.
  pthread_mutex_lock(&mutex);
  int count = 0;
  for (nabla_task *task = left; task; task = task->next)
    for (int index = 0; index < 64; index++)
      if (tasks[index] == task && pthread_kill(threads[index], SIGURG) == 0) {
        count++;
        for (int waits = 0; frozen < count && waits < 10000; waits++) usleep(100);
      }
}

/// A thread for a task, which the signals of the program do not reach: only the one that makes it wait.
static int start(nabla_task *task, pthread_t *thread) {
  sigset_t others, before;
  sigfillset(&others);
  sigdelset(&others, SIGURG);
  pthread_sigmask(SIG_SETMASK, &others, &before);
  int isStarted = pthread_create(thread, NULL, compute_beside, task) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return isStarted;
}

/// Leaves a task to its thread; the lock is held. 0 where so many are left that this one is waited for.
static int leave(nabla_task *task, pthread_t thread) {
  static int isRegistered;
  if (!isRegistered) isRegistered = atexit(freeze_all) == 0;
  for (int index = 0; index < 64; index++) {
    int isRunning = 0;
    for (nabla_task *other = left; other; other = other->next) isRunning |= other == tasks[index];
    if (isRunning) continue;
    tasks[index] = task;
    threads[index] = thread;
    task->isLeft = 1;
    task->next = left;
    left = task;
    return 1;
  }
  return 0;
}

int nabla_task_run(nabla_task *task) {
  pthread_t thread;
  if (task->isLong && nabla_is_stopped()) {
    free(task);
    return 0;
  }
  task->hasEnded = task->isLeft = 0;
  if (!task->isLong || !nabla_interrupt_current() || !start(task, &thread)) {
    compute(task);
    return 1;
  }
  pthread_mutex_lock(&mutex);
  while (!task->hasEnded) {
    struct timespec moment;
    clock_gettime(CLOCK_REALTIME, &moment);
    moment.tv_nsec += LOOK;
    if (moment.tv_nsec >= 1000000000) {
      moment.tv_nsec -= 1000000000;
      moment.tv_sec++;
    }
    pthread_cond_timedwait(&ended, &mutex, &moment);
    if (task->hasEnded) break;
    // Looking may take the terminal's locks.
    pthread_mutex_unlock(&mutex);
    int isStopped = nabla_is_stopped();
    pthread_mutex_lock(&mutex);
    if (isStopped && !task->hasEnded && leave(task, thread)) {
      pthread_mutex_unlock(&mutex);
      pthread_detach(thread);
      return 0;
    }
  }
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, NULL);
  return 1;
}
