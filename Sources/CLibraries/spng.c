#include "Spng.h"
#include "define.h"

NABLA_LIBRARY_DEFINE(nabla_spng, NABLA_SPNG, "libspng.so.0")
