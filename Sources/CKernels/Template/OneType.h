// The template for one element type; leaves the names free for the next.

#include "Vectors.h"
#include "Elementwise.h"
#include "Reduction.h"
#include "Indexing.h"
#include "Sorting.h"
#if IS_REAL
#include "Softmax.h"
#include "Product.h"
#include "Update.h"
#include "Draw.h"
#endif

#undef R
#undef real
#undef vector
#undef mask
#undef SIZE
#undef LANES
#undef IS_REAL
#undef FUSED
#undef EACH
#undef UNARY
#undef BINARY
#undef ELEMENTARY
#undef REDUCE_ONE
#undef REDUCTION
#undef ARG_EXTREME
#undef CONVERT
#undef NOWHERE
#undef SOFTMAX
#undef PANEL
#undef DEPTH
#undef UNROLL
#undef QUAD
#undef exchange
#undef TILE_OF
#undef TILES_OF
#undef BOTH
#undef DRAW_SETUP
