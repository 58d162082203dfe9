#pragma once
#include <pthread.h>

#include "Library.h"

#define NABLA_NAME(function) #function,

/// The definition of `name_open` for `NABLA_LIBRARY(name, functions)`. A library that was missing is
/// looked for again: it may have been installed meanwhile.
#define NABLA_LIBRARY_DEFINE(name, functions, file)                                                 \
  const name *name##_open(void) {                                                                   \
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;                                       \
    static const char *const names[] = {functions(NABLA_NAME)};                                     \
    enum { count = sizeof names / sizeof *names };                                                  \
    static union {                                                                                  \
      void *pointers[count];                                                                        \
      name library;                                                                                 \
    } table;                                                                                        \
    static int isOpen;                                                                              \
    pthread_mutex_lock(&mutex);                                                                     \
    if (!isOpen) isOpen = nabla_open_library(file, names, count, table.pointers);                   \
    const name *library = isOpen ? &table.library : 0;                                              \
    pthread_mutex_unlock(&mutex);                                                                   \
    return library;                                                                                 \
  }
