#include "Rsvg.h"
#include "define.h"

NABLA_LIBRARY_DEFINE(nabla_rsvg, NABLA_RSVG, "librsvg-2.so.2")
