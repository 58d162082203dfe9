#pragma once
#include "KissFFT.h"
#include "Library.h"
#include "SQLite.h"
#include "SoundFile.h"
#include "Spng.h"
#include "TurboJPEG.h"
#include "ZeroMQ.h"
