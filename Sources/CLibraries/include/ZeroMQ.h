#pragma once
#include <stddef.h>

#include "Library.h"

// The functions of ZeroMQ 4 that are used, as its manual describes them: they are the same in every version
// since 4.0, so that no header is needed for building.

/// A message; the library alone knows what is in it.
typedef struct zmq_msg_t {
  _Alignas(void *) unsigned char opaque[64];
} zmq_msg_t;

/// A socket, or a file where that is `NULL`, and what is waited for.
typedef struct zmq_pollitem_t {
  void *_Nullable socket;
  int fd;
  short events;
  short revents;
} zmq_pollitem_t;

void *_Nullable zmq_ctx_new(void);
int zmq_ctx_shutdown(void *_Nonnull context);
int zmq_ctx_term(void *_Nonnull context);
void *_Nullable zmq_socket(void *_Nonnull context, int type);
int zmq_close(void *_Nonnull socket);
int zmq_setsockopt(void *_Nonnull socket, int option, const void *_Nonnull value, size_t size);
int zmq_bind(void *_Nonnull socket, const char *_Nonnull endpoint);
int zmq_send(void *_Nonnull socket, const void *_Nullable bytes, size_t size, int flags);
int zmq_msg_init(zmq_msg_t *_Nonnull message);
int zmq_msg_recv(zmq_msg_t *_Nonnull message, void *_Nonnull socket, int flags);
int zmq_msg_more(const zmq_msg_t *_Nonnull message);
int zmq_msg_close(zmq_msg_t *_Nonnull message);
void *_Nullable zmq_msg_data(zmq_msg_t *_Nonnull message);
size_t zmq_msg_size(const zmq_msg_t *_Nonnull message);
int zmq_poll(zmq_pollitem_t *_Nonnull items, int count, long milliseconds);
int zmq_proxy(void *_Nonnull frontend, void *_Nonnull backend, void *_Nullable capture);
int zmq_errno(void);
const char *_Nonnull zmq_strerror(int number);

#define NABLA_ZMQ(F)                                                                                \
  F(zmq_ctx_new)                                                                                    \
  F(zmq_ctx_shutdown)                                                                               \
  F(zmq_ctx_term)                                                                                   \
  F(zmq_socket)                                                                                     \
  F(zmq_close)                                                                                      \
  F(zmq_setsockopt)                                                                                 \
  F(zmq_bind)                                                                                       \
  F(zmq_send)                                                                                       \
  F(zmq_msg_init)                                                                                   \
  F(zmq_msg_recv)                                                                                   \
  F(zmq_msg_more)                                                                                   \
  F(zmq_msg_close)                                                                                  \
  F(zmq_msg_data)                                                                                   \
  F(zmq_msg_size)                                                                                   \
  F(zmq_poll)                                                                                       \
  F(zmq_proxy)                                                                                      \
  F(zmq_errno)                                                                                      \
  F(zmq_strerror)

NABLA_LIBRARY(nabla_zmq, NABLA_ZMQ)
