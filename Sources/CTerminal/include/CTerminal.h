#pragma once
// What Swift cannot import from libedit, ncurses and glibc: variadics, macros and GNU functions.
