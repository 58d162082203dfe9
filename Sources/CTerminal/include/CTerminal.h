#ifndef CTERMINAL_H
#define CTERMINAL_H
// What Swift cannot import from libedit, ncurses and glibc: variadics, macros and GNU functions.

#include <histedit.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <wchar.h>
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <ncurses.h>

// libedit: typed doors in front of the variadic el_set, el_get and history.
typedef char *_Nonnull (*nabla_prompt_function)(EditLine *_Nonnull);
typedef unsigned char (*nabla_command_function)(EditLine *_Nonnull, int);
EditLine *_Nullable nabla_edit_create(const char *_Nonnull name, int draws);
int nabla_edit_set_number(EditLine *_Nonnull edit, int operation, int value);
int nabla_edit_set_text(EditLine *_Nonnull edit, int operation, const char *_Nonnull value);
int nabla_edit_set_client(EditLine *_Nonnull edit, void *_Nullable client);
void *_Nullable nabla_edit_client(EditLine *_Nonnull edit);
/// Text between two \1 characters of the prompt is taken as having no width.
int nabla_edit_set_prompt(EditLine *_Nonnull edit, nabla_prompt_function _Nonnull prompt);
int nabla_edit_add(
    EditLine *_Nonnull edit, const char *_Nonnull name, const char *_Nonnull help,
    nabla_command_function _Nonnull function);
int nabla_edit_bind(
    EditLine *_Nonnull edit, const char *_Nonnull key, const char *_Nonnull command);
/// Binds in the alternative map, which is the command map of vi.
int nabla_edit_bind_alternative(
    EditLine *_Nonnull edit, const char *_Nonnull key, const char *_Nonnull command);
int nabla_edit_set_reader(EditLine *_Nonnull edit, el_rfunc_t _Nonnull reader);
int nabla_edit_refresh(EditLine *_Nonnull edit);
int nabla_edit_set_mode(EditLine *_Nonnull edit, const char *_Nonnull mode);
int nabla_edit_is_vi(EditLine *_Nonnull edit);
int nabla_edit_use_history(EditLine *_Nonnull edit, History *_Nonnull history);
int nabla_history_set_size(History *_Nonnull history, int size);
int nabla_history_enter(History *_Nonnull history, const char *_Nonnull line);
int nabla_history_clear(History *_Nonnull history);

// Signals become bytes in a pipe. The handler is C, because a Swift closure is not signal safe.
int nabla_pipe(int *_Nonnull descriptors);
int nabla_signal_to_pipe(int signal, int descriptor);
int nabla_signal_default(int signal);
int nabla_signal_ignore(int signal);
/// How often SIGINT arrived since `nabla_interrupts_clear`.
int nabla_interrupts(void);
void nabla_interrupts_clear(void);

// glibc hides these from Swift, which does not define _GNU_SOURCE.
/// The master descriptor of a new pseudo-terminal, or -1.
int nabla_open_terminal(char *_Nonnull name, size_t capacity);
int nabla_spawn_set_session(void);
int nabla_window_size(int descriptor, int *_Nonnull rows, int *_Nonnull columns);
int nabla_set_window_size(int descriptor, int rows, int columns);

/// The size of a character in pixels, as the terminal says; -1 where it does not.
int nabla_cell_size(int descriptor, int *_Nonnull width, int *_Nonnull height);
const char *_Nonnull nabla_codeset(void);
/// The columns that the C library, and ncurses with it, gives a code point: -1 for what is none.
int nabla_character_width(wchar_t character);
void nabla_flush_output(void);

// terminfo: 0 unknown terminal, 1 known, 2 known and the cursor can be placed.
int nabla_terminal_kind(const char *_Nonnull name);

// ncurses: the globals and the macros with casts.
WINDOW *_Nonnull nabla_screen_window(void);
int nabla_screen_colors(void);
/* Macros that Swift does not see. */
int nabla_function_key(int number);
mmask_t nabla_mouse_button(int number);
mmask_t nabla_mouse_mask(void);
int nabla_screen_rows(void);
int nabla_screen_columns(void);
attr_t nabla_attributes(int bold, int dim, int reverse, int underline);
int nabla_put_run(
    WINDOW *_Nonnull window, int row, int column, const wchar_t *_Nonnull text, int count,
    attr_t attributes, int pair);

#endif
