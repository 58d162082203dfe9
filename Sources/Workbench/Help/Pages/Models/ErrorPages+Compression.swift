import Language

extension ErrorPages {
  static let compression = [
    page(
      "E0845", "student and teacher do not answer the same",
      "A student learns its teacher's answers to the same rows, so that both read rows of one shape and give answers of "
        + "one shape. How many layers and units lie between is for each to decide.",
      "big = model 2 { dense 3, activation=softmax }\nsmall = model 2 { dense 2, activation=softmax }\n"
        + "r = distill small, big, generated(gauss, 20)",
      "big = model 2 { dense 8, activation=relu; dense 2, activation=softmax }\n"
        + "small = model 2 { dense 2, activation=softmax }\nr = distill small, big, generated(gauss, 20)"
    ),
    page(
      "E0846", "a teacher that would change while it teaches",
      "The teacher stays as it is. One that is the student, stands in it, or shares weights with it would not.",
      "m = model 2 { dense 2, activation=softmax }\nr = distill m, m, generated(gauss, 20)",
      "m = model 2 { dense 2, activation=softmax }\nbig = copy m\nr = distill m, big, generated(gauss, 20)"
    ),
    page(
      "E0847", "a loss that no teacher can take part in",
      "A teacher's answers stand beside targets that are classes, yes or no, or numbers. Losses that look at something "
        + "else, such as how the samples of a batch lie to one another, have no place for them.",
      "m = model 2 { dense 2 }\nb = copy m\n"
        + "r = distill m, b, generated(gauss, 20), loss=info_nce",
      "m = model 2 { dense 2, activation=softmax }\nb = copy m\nr = distill m, b, generated(gauss, 20)"
    ),
    page(
      "E0848", "no weights that could become 0",
      "Pruning acts on kernels that are trained: of dense layers, convolutions, embeddings, recurrent layers and "
        + "attention. Biases and numbers of normalisation stay.",
      "t = prune (model 3 { batch_normalization }), sparsity=50%",
      "t = prune (model 3 { dense 4; dense 1 }), sparsity=50%"),
    page(
      "E0849", "epochs without rows",
      "`epochs` mends a model after weights have become 0, or while they do. What it learns from is `data=`.",
      "t = prune (model 2 { dense 4; dense 1 }), sparsity=50%, epochs=2",
      "t = prune (model 2 { dense 4; dense 1, activation=sigmoid }), sparsity=50%, epochs=2, data=generated(gauss, 20)"
    ),
    page(
      "E0850", "no layer can do with fewer units",
      "A unit can go where it belongs to one layer alone: a dense or convolution layer behind which another one reads it, "
        + "with activations, dropout, normalisation, pooling or flattening between. Units of the last layer are the answer; "
        + "units that are added to others, as in `residual`, would have to go in all of them.",
      "t = prune (model 4 { dense 4; residual { dense 4 }; dense 1 }), sparsity=50%, structured=units",
      "t = prune (model 4 { dense 8; dense 1 }), sparsity=50%, structured=units"),
    page(
      "E0851", "a model that cannot be written again",
      "`prune … structured=units` and `merge` write the text of the model anew. One that stands on another model, or on a "
        + "function that is no formula, has no text of its own.",
      "inner = model 2 { dense 4 }\nt = prune (model 2 { inner; dense 8; dense 1 }), sparsity=50%, structured=units",
      "t = prune (model 2 { dense 4; dense 8; dense 1 }), sparsity=50%, structured=units"),
    page(
      "E0852", "no layers of low rank",
      "`merge` and `only=adapters` are about the changes of `lora`. The model has none.",
      "p = merge model 4 { dense 3 }", "p = merge model 4 { lora rank=2 { dense 3 } }"),
    page(
      "E0853", "adapters of another model",
      "A file of adapters fits a model of the same lines, with `lora` of the same rank around the same of them. Nothing is "
        + "changed where something lacks or is left over.",
      "load \"customer.safetensors\", into=m", "m = model 64 { lora rank=4 { dense 10 } }"),
    page(
      "E0854", "adapters under another name",
      "Adapters are written as safetensors, in the form that PEFT reads.",
      "m = model 4 { lora rank=2 { dense 3 } }\nexport m, \"customer.onnx\", only=adapters",
      "m = model 4 { lora rank=2 { dense 3 } }\nexport m, \"customer.safetensors\", only=adapters"),
    page(
      "W0088", "trained weights beside the adapters",
      "A file of adapters holds the changes of low rank and the biases of the layers that have them. What is trained "
        + "elsewhere in the model, such as a last layer without `lora`, is not in it, and another customer may have other ones. "
        + "With `freeze=` in `train` they are the same for all.",
      "m = model 4 { lora rank=2 { dense 3 }; dense 1 }\nexport m, \"customer.safetensors\", only=adapters",
      "m = model 4 { lora rank=2 { dense 3; dense 1 } }\nexport m, \"customer.safetensors\", only=adapters"
    ),
    page(
      "W0086", "adapters on another base",
      "Adapters are a change to weights that stay. On other weights, such as those of a model that was made anew, the same "
        + "change gives other answers. The file of adapters holds a fingerprint of the base that they were learnt on.",
      "m = model 4 { lora rank=2 { dense 3 } }\nload \"customer.safetensors\", into=m",
      "m = model 4 { lora rank=2 { dense 3 } }\nload \"base.safetensors\", into=m\nload \"customer.safetensors\", into=m"
    ),
    page(
      "W0087", "a rank that is none of low rank",
      "A change of rank r to a kernel of n × m weights has r · (n + m) weights. It can be any change from the smaller of n and m "
        + "on, so that more of them learn nothing else.",
      "m = model 7 { lora rank=400 { dense 4 } }", "m = model 7 { lora rank=2 { dense 4 } }"),
  ]
}
