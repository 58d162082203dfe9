#pragma once
// The kernels by name. A name in the first list exists for all element types, in the second for
// the floating-point ones, in the third for float32 alone.

#define NABLA_KERNELS_OF_ALL_TYPES(X) \
  X(add) X(subtract) X(multiply) X(maximum) X(minimum) X(modulo) \
  X(equal) X(not_equal) X(less) X(less_or_equal) X(greater) X(greater_or_equal) \
  X(logical_and) X(logical_or) X(logical_not) X(where) \
  X(check_finite) X(negate) X(absolute) X(sign) X(clip) X(copy) X(cast) X(assign) \
  X(sum) X(maximum_of) X(minimum_of) X(product_of) X(extreme_mask) X(product_of_others) \
  X(argmax) X(argmin) X(strided_copy) X(slice) X(pad) X(concatenate) \
  X(gather) X(scatter_add) X(pick_class) X(place_class) X(one_hot) \
  X(cumulative_sum) X(reverse) X(sort) X(argsort) X(top) X(take_along) X(put_along) X(write_row)

#define NABLA_KERNELS_OF_REALS(X) \
  X(divide) X(power) X(floor) X(round) X(square_root) X(reciprocal_square_root) X(relu) \
  X(relu_gradient) X(tanh_gradient) X(sigmoid_gradient) \
  X(exponential) X(logarithm) X(sine) X(cosine) X(hyperbolic_tangent) X(sigmoid) \
  X(ceiling) X(truncation) X(tangent) X(arc_sine) X(arc_cosine) X(arc_tangent) \
  X(arc_tangent_of_two) X(hypotenuse) X(hyperbolic_sine) X(hyperbolic_cosine) \
  X(inverse_hyperbolic_sine) X(inverse_hyperbolic_cosine) X(inverse_hyperbolic_tangent) \
  X(exponential_minus_one) X(logarithm_near_one) X(logarithm_to_two) X(logarithm_to_ten) \
  X(log_gamma) X(digamma) X(polygamma) \
  X(softplus) X(error_function) X(gelu) X(gelu_gradient) \
  X(log_sum_exp) X(softmax) X(softmax_gradient) X(log_softmax) \
  X(normalize_rows) X(normalize_rows_gradient) \
  X(product) X(convolution) X(convolution_kernel_gradient) X(flipped_kernel) \
  X(max_pool) X(max_pool_gradient) X(max_pool_pick) X(average_pool) X(average_pool_gradient) \
  X(dropout_mask) X(random_uniform) X(random_uniform_full) X(random_normal) \
  X(sgd_update) X(adam_update) \
  X(recurrent_panels) X(recurrent_forward) X(recurrent_states) X(recurrent_backward)

#define NABLA_KERNELS_OF_FLOAT32(X) \
  X(quantize_rows) X(quantized_patches) X(quantized_product) X(group_product)

/// Those that call a library (`LinearAlgebra/`), for the floating-point types; behind the others, which each
/// instruction set has a table of.
#define NABLA_KERNELS_OF_LIBRARIES(X) \
  X(determinant) X(log_determinant) X(cofactors) X(inverse) X(solve) X(triangular_solve) \
  X(cholesky) X(orthogonal_triangular) X(singular_values) X(symmetric_eigen) X(pseudo_inverse) \
  X(least_squares)

#define NABLA_NAME(name) nabla_kernel_##name,
typedef enum nabla_kernel {
  NABLA_KERNELS_OF_ALL_TYPES(NABLA_NAME) NABLA_KERNELS_OF_REALS(NABLA_NAME)
  NABLA_KERNELS_OF_FLOAT32(NABLA_NAME) nabla_kernel_count,
  nabla_kernel_before_libraries = nabla_kernel_count - 1,
  NABLA_KERNELS_OF_LIBRARIES(NABLA_NAME)
} nabla_kernel;
#undef NABLA_NAME
