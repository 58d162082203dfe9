/// What functions of Python, NumPy, PyTorch, R and scikit-learn are here.
///
/// `$0` and `$1` stand for the arguments as written, `$*` for all.
enum FunctionLines {
  static let table: [String: String] = python.merging(arrays) { $1 }.merging(metrics) { $1 }
    .merging(renamed) { $1 }

  private static let python: [String: String] = [
    "int": "floor($0)", "float": "$0 * 1.0", "list": "$0", "tuple": "$0",
    "str": "format(\"{}\", $0)", "type": "shape($0)", "isinstance": "shape($0)", "dir": ":who",
    "bool": "$0 != 0",
    "divmod": "[floor($0 / $1), mod($0, $1)]", "factorial": "prod(range(1, $0 + 1))",
    "quit": ":quit", "exit": ":quit", "help": ":help", "display": "print $0", "pow": "$0 ^ $1",
    "cat": "print $0", "c": "[$*]", "rnorm": "normal([$0])", "runif": "uniform([$0])",
  ]

  private static let arrays: [String: String] = [
    "array": "$0", "asarray": "$0", "tensor": "$0",
    "ln": "log($0)", "e": "exp(1)", "power": "$0 ^ $1", "ceiling": "ceil($0)", "fix": "trunc($0)",
    "arcsin": "asin($0)", "arccos": "acos($0)", "arctan": "atan($0)", "arctan2": "atan2($0, $1)",
    "arcsinh": "asinh($0)", "arccosh": "acosh($0)", "arctanh": "atanh($0)",
    "gammaln": "lgamma($0)", "loggamma": "lgamma($0)", "gamma": "exp(lgamma($0))",
    "psi": "digamma($0)", "deg2rad": "$0 * pi / 180", "rad2deg": "$0 * 180 / pi",
    "radians": "$0 * pi / 180", "degrees": "$0 * 180 / pi", "negative": "-$0", "neg": "-$0",
    "subtract": "$0 - $1", "multiply": "$0 * $1", "divide": "$0 / $1",
    "true_divide": "$0 / $1", "floor_divide": "floor($0 / $1)", "fmod": "mod($0, $1)",
    "remainder": "mod($0, $1)", "equal": "$0 == $1", "greater": "$0 > $1", "less": "$0 < $1",
    "logical_and": "$0 and $1", "logical_or": "$0 or $1", "logical_not": "not $0",
    "array_equal": "all($0 == $1)", "allclose": "all(abs($0 - $1) < 1e-6)",
    "randn": "normal([$*])", "rand": "uniform([$*])", "gather": "$0[$1]",
    "take": "$0[$1]",
    "randint": "floor(uniform([1], low=$0, high=$1))", "randperm": "shuffle(range($0))",
    "permutation": "shuffle($0)", "choice": "shuffle($0)[0]",
    "numel": "len(reshape($0, [-1]))",
    "ravel": "reshape($0, [-1])", "unsqueeze": "expand_dims($0, 0)",
    "unsqueeze/2": "expand_dims($*)",
    "eigvalsh": "eigh($0).values", "svdvals": "svd($0).s", "logdet": "slogdet($0).logabsdet",
    "cond": "svd($0).s[0] / svd($0).s[-1]",
    "inner": "dot($0, $1)", "vdot": "dot($0, $1)", "matmul": "$0 @ $1", "trace": "matrix_trace($0)",
    "derivative": "grad($0)", "gradient": "grad($0)",
    "average": "mean($0)", "average/2": "mean([$*])", "average/3": "mean([$*])",
    "average/4": "mean([$*])", "if/3": "where($*)", "ifs/3": "where($*)",
    "countif": "sum($0 == $1)", "sumproduct": "sum($0 * $1)", "sumsq": "sum($0 ^ 2)",
    "roundup": "-floor(-$0)", "rounddown": "floor($0)", "stdev.s": "std($0)",
    "cross_entropy": "sparse_categorical_crossentropy($0, $1)",
    "to_categorical": "one_hot($0, max($0) + 1)", "mse_loss": "mean_squared_error($0, $1)",
    "train_test_split": "d = data $0 { split 80%, 20% }",
    "train_test_split/2": "d = data table($0, $1) { split 80%, 20% }",
    "concatenate": "concat($0)", "flatten": "reshape($0, [-1])", "vstack": "stack($0)",
    "hstack": "concat($0)", "set_seed": "seed $0", "manual_seed": "seed $0",
    "read_csv": "data csv($0)",
    "hist": "plot $0, kind=histogram",
    "sequential": "m = model 2 { dense 3 }",
    "standardscaler": "d = data d { standardize }", "relu": "relu($0)",
    "relu_6": "relu6($0)", "hardtanh": "hard_tanh($0)", "hard_swish": "hard_silu($0)",
    "hardswish": "hard_silu($0)", "prelu": "leaky_relu($0)",
    "threshold": "where($0 > $1, $0, 0)", "logsigmoid": "log_sigmoid($0)",
  ]

  /// NumPy's, Keras's and PyTorch's names of functions that are called otherwise here.
  private static let renamed: [String: String] = [
    "amax": "max($*)", "amin": "min($*)", "reduce_sum": "sum($*)", "reduce_mean": "mean($*)",
    "reduce_max": "max($*)", "reduce_min": "min($*)", "reduce_prod": "prod($*)",
    "reduce_any": "any($*)", "reduce_all": "all($*)", "reduce_std": "std($*)",
    "reduce_logsumexp": "logsumexp($*)",
    "swapaxes": "swap_axes($*)", "moveaxis": "move_axis($*)",
    "movedim": "move_axis($*)", "take_along_axis": "take_along($*)",
    "take_along_dim": "take_along($*)", "repeat_interleave": "repeat_elements($*)",
    "scatter_nd": "scatter($*)", "bucketize": "searchsorted($1, $0)",
    "digitize": "searchsorted($1, $0, side=right)",
    "fliplr": "flip($0, axis=1)", "flipud": "flip($0, axis=0)", "column_stack": "stack($0).T",
    "vectorized_map": "vmap($0)($1)", "vectorize": "vmap($0)",
    "strip": "join(split($0), \" \")", "find": "contains($0, $1)",
    "nunique": "len(unique($0))",
  ]

  private static let metrics: [String: String] = [
    "accuracy_score": "accuracy($0, $1)", "precision_score": "precision($0, $1)",
    "recall_score": "recall($0, $1)", "balanced_accuracy": "recall($0, $1, average=macro)",
    "balanced_accuracy_score": "recall($0, $1, average=macro)",
    "specificity": "recall(1 - $0, 1 - $1)", "fbeta_score": "fbeta($0, $1)",
    "jaccard_score": "iou($0, $1)", "jaccard": "iou($0, $1)", "hamming_loss": "mean($0 != $1)",
    "mae": "mean_absolute_error($0, $1)", "rmse": "root_mean_squared_error($0, $1)",
    "huber_loss": "huber($0, $1)",
    "classification_report": "print precision($0, $1), recall($0, $1), f1_score($0, $1)",
    "cohen_kappa_score": "cohen_kappa($0, $1)", "matthews_corrcoef": "mcc($0, $1)",
    "brier_score_loss": "brier($0, $1)", "roc_auc_score": "auc($0, $1)",
    "average_precision_score": "average_precision($0, $1)",
    "confusion_matrix": "confusion($0, $1)", "max_error": "max(abs($0 - $1))",
    "median_absolute_error": "e = sort(abs($0 - $1)); e[floor(len(e) / 2)]",
    "explained_variance_score": "1 - var($0 - $1) / var($0)",
    "top_k_accuracy_score": "top_k_accuracy($0, $1)",
    "top_k_categorical_accuracy": "top_k_accuracy($0, $1)",
    "sparse_top_k_categorical_accuracy": "top_k_accuracy($0, $1)",
    "mape": "100 * mean(abs(($0 - $1) / $0))",
    "smape": "mean(2 * abs($0 - $1) / (abs($0) + abs($1)))",
    "mean_absolute_percentage_error": "100 * mean(abs(($0 - $1) / $0))",
    "char_error_rate": "character_error_rate($0, $1)",
  ]

  static let strangers: Set<String> = [
    "abspath", "bin",
    "bytes", "chr", "comb", "dict", "eig",
    "exec", "corr", "cross_val_score", "gcd",
    "getattr", "hash", "hex",
    "id", "input", "iter", "lcm", "mode", "next",
    "ord", "pass", "seq", "reduce", "sleep",
    "time",
    "rank", "interp",
  ]
}
