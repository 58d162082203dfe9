#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CTerminal.h"

#include <string.h>

EditLine *nabla_edit_create(const char *name, int draws) {
  if (draws) return el_init(name, stdin, stdout, stderr);
  // The terminal is known by its descriptor; what libedit would draw goes nowhere.
  static FILE *nowhere = NULL;
  if (!nowhere) nowhere = fopen("/dev/null", "we");
  if (!nowhere) return NULL;
  return el_init_fd(name, stdin, nowhere, stderr, fileno(stdin), fileno(stdout), fileno(stderr));
}
int nabla_edit_set_number(EditLine *edit, int operation, int value) {
  return el_set(edit, operation, value);
}
int nabla_edit_set_text(EditLine *edit, int operation, const char *value) {
  return el_set(edit, operation, value);
}
int nabla_edit_set_client(EditLine *edit, void *client) {
  return el_set(edit, EL_CLIENTDATA, client);
}
void *nabla_edit_client(EditLine *edit) {
  void *client = NULL;
  el_get(edit, EL_CLIENTDATA, &client);
  return client;
}
int nabla_edit_set_prompt(EditLine *edit, nabla_prompt_function prompt) {
  return el_set(edit, EL_PROMPT_ESC, prompt, 1);
}
int nabla_edit_add(
    EditLine *edit, const char *name, const char *help, nabla_command_function function) {
  return el_set(edit, EL_ADDFN, name, help, function);
}
int nabla_edit_bind(EditLine *edit, const char *key, const char *command) {
  return el_set(edit, EL_BIND, key, command, NULL);
}
int nabla_edit_bind_alternative(EditLine *edit, const char *key, const char *command) {
  return el_set(edit, EL_BIND, "-a", key, command, NULL);
}
int nabla_edit_set_reader(EditLine *edit, el_rfunc_t reader) {
  return el_set(edit, EL_GETCFN, reader);
}
int nabla_edit_refresh(EditLine *edit) { return el_set(edit, EL_REFRESH); }
int nabla_edit_set_mode(EditLine *edit, const char *mode) {
  // "-d" names the modes that hold while a line is edited.
  return el_set(edit, EL_SETTY, "-d", mode, NULL);
}
int nabla_edit_is_vi(EditLine *edit) {
  const char *editor = NULL;
  return el_get(edit, EL_EDITOR, &editor) == 0 && editor && strcmp(editor, "vi") == 0;
}
int nabla_edit_use_history(EditLine *edit, History *list) {
  return el_set(edit, EL_HIST, history, list);
}
int nabla_history_set_size(History *list, int size) {
  HistEvent event;
  return history(list, &event, H_SETSIZE, size);
}
int nabla_history_enter(History *list, const char *line) {
  HistEvent event;
  return history(list, &event, H_ENTER, line);
}
int nabla_history_clear(History *list) {
  HistEvent event;
  return history(list, &event, H_CLEAR);
}
