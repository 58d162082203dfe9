#include "SoundFile.h"
#include "define.h"

NABLA_LIBRARY_DEFINE(nabla_soundfile, NABLA_SOUNDFILE, "libsndfile.so.1")
