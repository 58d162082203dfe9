#include "Sixel.h"
#include "define.h"

NABLA_LIBRARY_DEFINE(nabla_sixel, NABLA_SIXEL, "libsixel.so.1")
