#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int signal_descriptor[65];
static volatile sig_atomic_t interrupts;

static void signal_arrived(int signal) {
  int saved = errno;
  unsigned char byte = (unsigned char)signal;
  if (signal == SIGINT) interrupts = interrupts + 1;
  if (signal > 0 && signal < 65 && signal_descriptor[signal] > 0) {
    // A full pipe is fine: its reader is already awake.
    ssize_t written = write(signal_descriptor[signal], &byte, 1);
    (void)written;
  }
  errno = saved;
}
int nabla_pipe(int *descriptors) { return pipe2(descriptors, O_CLOEXEC | O_NONBLOCK); }
int nabla_signal_to_pipe(int signal, int descriptor) {
  struct sigaction action;
  if (signal <= 0 || signal >= 65) return -1;
  memset(&action, 0, sizeof action);
  action.sa_handler = signal_arrived;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  signal_descriptor[signal] = descriptor;
  return sigaction(signal, &action, NULL);
}
static int set_handler(int signal, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  return sigaction(signal, &action, NULL);
}
int nabla_signal_default(int signal) { return set_handler(signal, SIG_DFL); }
int nabla_signal_ignore(int signal) { return set_handler(signal, SIG_IGN); }
int nabla_interrupts(void) { return interrupts; }
void nabla_interrupts_clear(void) { interrupts = 0; }

int nabla_open_terminal(char *name, size_t capacity) {
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0) return -1;
  if (grantpt(master) || unlockpt(master) || ptsname_r(master, name, capacity)) {
    close(master);
    return -1;
  }
  return master;
}
int nabla_spawn_set_session(void) { return POSIX_SPAWN_SETSID; }
int nabla_window_size(int descriptor, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) == -1 || !size.ws_col || !size.ws_row) return -1;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return 0;
}
int nabla_cell_size(int descriptor, int *width, int *height) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) == -1 || !size.ws_col || !size.ws_row) return -1;
  *width = size.ws_xpixel / size.ws_col;
  *height = size.ws_ypixel / size.ws_row;
  return *width && *height ? 0 : -1;
}

int nabla_set_window_size(int descriptor, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  return ioctl(descriptor, TIOCSWINSZ, &size);
}
const char *nabla_codeset(void) { return nl_langinfo(CODESET); }
int nabla_character_width(wchar_t character) { return wcwidth(character); }
void nabla_flush_output(void) { fflush(stdout); }
