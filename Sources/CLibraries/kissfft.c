#include "KissFFT.h"
#include "define.h"

NABLA_LIBRARY_DEFINE(nabla_kissfft, NABLA_KISSFFT, "libkissfft-float.so.131")
