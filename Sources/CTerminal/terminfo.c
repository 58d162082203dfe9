// term.h has macros called `lines` and `columns`: nothing else may stand here.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CTerminal.h"

#include <term.h>

int nabla_terminal_kind(const char *name) {
  int found = 0;
  if (setupterm((char *)name, 1, &found) != OK || found != 1) return 0;
  char *address = tigetstr("cup");
  int kind = address && address != (char *)-1 ? 2 : 1;
  del_curterm(cur_term);
  return kind;
}
