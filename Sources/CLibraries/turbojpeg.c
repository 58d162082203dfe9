#include "TurboJPEG.h"
#include "define.h"

NABLA_LIBRARY_DEFINE(nabla_turbojpeg, NABLA_TURBOJPEG, "libturbojpeg.so.0")
