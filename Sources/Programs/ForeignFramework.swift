/// A library of Python whose programs are not read.
package enum ForeignFramework: String, Equatable, Sendable {
  case pytorch = "PyTorch"
  case scikitLearn = "scikit-learn"
  case jax = "JAX"
  case mxnet = "MXNet"
  case theano = "Theano"
  case huggingFace = "Transformers"
  /// TensorFlow without Keras.
  case tensorflow = "TensorFlow"

  /// Whose a module is.
  init?(module: String) {
    switch module.split(separator: ".").first {
    case "torch", "torchvision", "pytorch_lightning", "lightning": self = .pytorch
    case "sklearn", "xgboost", "lightgbm": self = .scikitLearn
    case "jax", "flax", "haiku", "optax": self = .jax
    case "mxnet", "gluon": self = .mxnet
    case "theano", "lasagne": self = .theano
    case "transformers", "datasets": self = .huggingFace
    case "tensorflow": self = .tensorflow
    default: return nil
    }
  }

  /// Which of two a program is one of that takes both.
  var rank: Int {
    switch self {
    case .pytorch: 6
    case .jax: 5
    case .mxnet, .theano: 4
    case .huggingFace: 3
    case .tensorflow: 2
    case .scikitLearn: 1
    }
  }
}
