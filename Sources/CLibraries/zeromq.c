#include "ZeroMQ.h"
#include "define.h"

NABLA_LIBRARY_DEFINE(nabla_zmq, NABLA_ZMQ, "libzmq.so.5")
