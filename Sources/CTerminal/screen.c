#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CTerminal.h"

WINDOW *nabla_screen_window(void) { return stdscr; }
int nabla_screen_colors(void) { return COLORS; }
int nabla_function_key(int number) { return KEY_F(number); }
mmask_t nabla_mouse_button(int number) {
  return number == 4 ? BUTTON4_PRESSED : number == 5 ? BUTTON5_PRESSED : BUTTON1_PRESSED;
}
mmask_t nabla_mouse_mask(void) { return BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED; }
int nabla_screen_rows(void) { return LINES; }
int nabla_screen_columns(void) { return COLS; }
attr_t nabla_attributes(int bold, int dim, int reverse, int underline) {
  return (bold ? A_BOLD : 0) | (dim ? A_DIM : 0) | (reverse ? A_REVERSE : 0)
         | (underline ? A_UNDERLINE : 0);
}
int nabla_put_run(
    WINDOW *window, int row, int column, const wchar_t *text, int count, attr_t attributes,
    int pair) {
  // The options pointer carries pairs beyond the range of a short.
  wattr_set(window, attributes, (short)pair, &pair);
  return mvwaddnwstr(window, row, column, text, count);
}
