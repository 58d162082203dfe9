#pragma once
// Numeric kernels behind Engine/Kernels. One template, compiled for several instruction sets;
// every set gives the same bits, and so does any division of the work among threads.
//
// Operands start at a 64-byte boundary and own their memory up to a multiple of 64 bytes, so that
// kernels over a whole tensor read and write full vectors; 64 bytes more may be read.

#include <stddef.h>
#include <stdint.h>

#include "KernelList.h"

enum {
  NABLA_MAXIMUM_RANK = 16,
  /// Elements in one unit of work of the kernels that go over a tensor from end to end.
  NABLA_BLOCK = 1024,
  /// Bytes of working memory that every thread hands to a kernel.
  NABLA_SCRATCH = 1 << 18,
  /// Bytes of it for the terms of a softmax.
  NABLA_ROW_SCRATCH = 1 << 15,
  /// Bytes of it for a packed panel of a product: two thirds of a first cache.
  NABLA_DEPTH_BYTES = 1 << 15,
  /// Rows of a batch in one unit of work of recurrent layers.
  NABLA_RECURRENT_ROWS = 8,
};

/// The memory of one call.
typedef struct nabla_call {
  void *output;
  void *const *inputs;
  /// One of the structures below, as the kernel expects.
  const void *parameters;
  /// The step's number within the run, for random streams.
  const uint64_t *step;
} nabla_call;

/// Does the units first..<last of a call's work.
typedef void (*nabla_function)(
    const nabla_call *call, int64_t first, int64_t last, void *scratch);

/// One line of a program: a call, its number of units, and how many a thread takes at a time.
typedef struct nabla_instruction {
  nabla_function function;
  nabla_call call;
  int64_t units;
  /// 0 where dividing the work among threads costs more than it saves.
  int64_t unitsAtATime;
  /// After how many units a thread that has an interrupt asks whether to end; 0: not at all.
  int64_t unitsBetweenLooks;
} nabla_instruction;

/// One number after another: unary operations, copies, updates.
typedef struct nabla_flat {
  int64_t count;
  double numbers[6];
} nabla_flat;

/// Up to three operands read along the output's axes; stride 0 repeats an element.
typedef struct nabla_strided {
  int64_t rank;
  int64_t extents[NABLA_MAXIMUM_RANK];
  int64_t strides[3][NABLA_MAXIMUM_RANK];
} nabla_strided;

/// Work along one axis of [outer × length × inner].
typedef struct nabla_axis {
  int64_t outer, length, inner;
  /// Meaning depends on the kernel: where a slice begins, the length of the other operand.
  int64_t from, other;
  int64_t flag;
} nabla_axis;

/// The axes that stay and the axes that a reduction removes, with their strides in the input.
typedef struct nabla_reduction {
  int64_t keptRank, reducedRank;
  int64_t keptExtents[NABLA_MAXIMUM_RANK], keptStrides[NABLA_MAXIMUM_RANK];
  int64_t reducedExtents[NABLA_MAXIMUM_RANK], reducedStrides[NABLA_MAXIMUM_RANK];
  int64_t keptCount;
  /// What the result is multiplied with: 1/n in a mean.
  double scale;
} nabla_reduction;

/// Rows that are normalized.
typedef struct nabla_normalization {
  int64_t length;
  /// Whether the mean is taken away first.
  int64_t centers;
  double epsilon;
} nabla_normalization;

/// C[m × n] = A[m × k] · B[k × n], `batches` times; either operand may be stored transposed.
typedef struct nabla_product {
  int64_t batches, m, n, k;
  int64_t leftRowStride, leftDepthStride;
  int64_t rightDepthStride, rightColumnStride;
  int64_t batchRank;
  int64_t batchExtents[NABLA_MAXIMUM_RANK];
  int64_t leftBatchStrides[NABLA_MAXIMUM_RANK], rightBatchStrides[NABLA_MAXIMUM_RANK];
  /// Column panels and row blocks of one product: the units, panels the faster.
  int64_t panels, rowBlocks, rowsPerBlock;
  /// Which operands are copied for the tiles; a matter of speed.
  int64_t packsLeft, packsRight;
  /// Whether the operands have changed places: for Bᵀ·Aᵀ where n is 1.
  int64_t isTurned;
  /// Whether a row of numbers is added; then 0: nothing, 1: relu, 2: relu's gradient.
  int64_t addsBias, ending;
} nabla_product;

/// One axis of a window that moves over a tensor. Output position o reads with tap k the input's
/// (o·stride + k·dilation − padding) / inputDilation, where that is whole and inside.
/// Of stride and inputDilation one is 1.
typedef struct nabla_window {
  int64_t input, output, taps;
  int64_t stride, dilation, inputDilation, padding;
} nabla_window;

/// x [images × rows × columns × groups·inputs] and y [images × rows × columns × groups·outputs].
typedef struct nabla_convolution {
  int64_t images, groups, inputs, outputs;
  nabla_window rows, columns;
  /// Column panels of one group.
  int64_t panels;
  /// A unit of the forward kernel: so many images and output rows of one panel.
  int64_t imagesPerUnit, imageUnits, rowsPerUnit, rowUnits;
  /// The positions whose products are added up before they are added to the kernel's gradient.
  int64_t imagesPerBlock, rowsPerBlock, columnsPerBlock;
  /// Whether a number for each output channel is added; then 0: nothing, 1: relu, 2: its gradient.
  int64_t addsBias, ending;
} nabla_convolution;

/// Windows over x [images × rows × columns × channels].
typedef struct nabla_pooling {
  int64_t images, channels;
  nabla_window rows, columns;
  /// Whether the gradient passes through a relu that gave x.
  int64_t isGated;
} nabla_pooling;

/// Numbers drawn from one stream.
typedef struct nabla_draw {
  int64_t count;
  uint64_t key;
  double low, high;
} nabla_draw;

/// Quantized rows [rows × depth], and their product with a quantized kernel [depth × columns].
typedef struct nabla_quantized {
  int64_t rows, depth, columns, rowsPerUnit;
  /// Whether each row has a scale of its own, from its smallest and largest number.
  int64_t isDynamic;
  int64_t addsBias, appliesRelu;
  /// Whether the result is quantized again, with this scale and zero point.
  int64_t requantizes;
  double scale;
  int64_t zero;
} nabla_quantized;

/// Matrices A [rows × columns], and B with `others` columns where there is one, otherwise −1; a unit is one of a batch.
typedef struct nabla_matrices {
  int64_t rows, columns, others;
  /// Numbers of the result for each unit.
  int64_t outputCount;
  int64_t isTransposed, isUpper;
  /// Whether one matrix takes so long that the user may want an end meanwhile.
  int64_t isLong;
  /// Singular values up to this share of the largest count as 0; below 0: the type's precision decides.
  double cutoff;
  int64_t batchRank;
  int64_t batchExtents[NABLA_MAXIMUM_RANK];
  int64_t batchStrides[2][NABLA_MAXIMUM_RANK];
} nabla_matrices;

typedef enum nabla_cell {
  nabla_cell_simple = 0,
  nabla_cell_lstm = 1,
  nabla_cell_gru = 2,
} nabla_cell;

/// A recurrent layer over [batch × steps × …].
typedef struct nabla_recurrence {
  int64_t cell, batch, steps, units;
  /// From the last step to the first; of weights: turned over.
  int64_t reversed;
  /// Dropout masks of the state: none, one, or one for each gate.
  int64_t masks;
  /// 1 asks for the states before the steps.
  int64_t before;
  /// Where optional operands stand among the inputs; −1 for none.
  int64_t bias, state, memory, present, dropout, indices;
  /// Rows of the table that the indices name.
  int64_t rows;
} nabla_recurrence;

/// Instruction sets, the plainest first.
typedef enum nabla_set {
  nabla_set_generic = 0,
  nabla_set_avx2 = 1,
  nabla_set_avx512 = 2,
  /// AVX-512 with products of bytes (VNNI).
  nabla_set_vnni = 3,
} nabla_set;

/// The best set that this processor has.
nabla_set nabla_best_set(void);

/// Element types in the order of `DType`.
nabla_function nabla_find(nabla_set set, nabla_kernel kernel, int dtype);

/// Columns of a product's panel for an element type: the width of its register tile.
int64_t nabla_panel_columns(int dtype);

/// One block of Philox4x32-10 (Salmon et al., SC'11).
void nabla_philox(uint64_t key, const uint32_t counter[4], uint32_t result[4]);

/// The normal number at a position of a stream, with the same bits as the bulk kernel.
double nabla_normal(uint64_t key, uint64_t step, uint64_t position);

/// Whether all numbers are finite; dtype as in `nabla_find`.
int nabla_is_finite(const void *numbers, int64_t count, int dtype);

/// What a part of a tensor adds to the sums over all of it.
typedef struct nabla_sums {
  double sum, squares, least, largest;
  int64_t zeros;
} nabla_sums;

/// Adds Σ (x − center) and Σ (x − center)² widens least..largest (NaN is no end), counts zeros.
void nabla_add_to_sums(
    const void *numbers, int64_t count, int dtype, double center, nabla_sums *sums);

/// Whether the machine has the library of linear algebra; opens it at the first question.
int nabla_has_linear_algebra(void);

/// The first row of a singular matrix [n × n] that the rows above it make up, from 0; −1 where nothing is known.
int64_t nabla_dependent_row(const void *matrix, int64_t n, int dtype);

/// The order of the first leading minor of a symmetric matrix that is not positive, from 1; 0 where there is none.
int64_t nabla_failing_minor(const void *matrix, int64_t n, int dtype);

// Threads. The memory belongs to the caller; `Engine/Threads` starts and joins the helpers.

typedef struct nabla_team nabla_team;

nabla_team *nabla_team_create(int64_t threads);
void nabla_team_destroy(nabla_team *team);
/// What helper `index` (1, 2, …) does until `nabla_team_stop`.
void nabla_team_help(nabla_team *team, int64_t index);
void nabla_team_stop(nabla_team *team);

/// Which way a program runs faster just now, with its team or without; all zeros at first.
typedef struct nabla_balance {
  /// 0: tries the team, 1: tries alone, 2: stays with the faster for so many runs.
  int64_t phase, left, stay, isAlone;
  /// Nanoseconds and runs of both trials.
  int64_t spent[2], runs[2];
} nabla_balance;

/// Runs a program; `team` may be null. `scratch` is the caller's working memory.
void nabla_run(
    const nabla_instruction *program, int64_t count, nabla_team *team, nabla_balance *balance,
    void *scratch);

/// Runs one line on the calling thread. Where its interrupt is raised, here and in `nabla_run`, the
/// rest is left undone.
void nabla_run_alone(const nabla_instruction *line, void *scratch);

/// Names the calling thread and, above 0, lowers its priority.
void nabla_describe_thread(const char *name, int niceness);
