import Language

extension ErrorPages {
  static let kernel = [
    page(
      "E0680", "notebooks need ZeroMQ",
      "Jupyter talks to its kernels through that library; it is opened when a kernel starts.",
      "jupyter lab", "apt-get install libzmq5"),
    page(
      "E0681", "the kernel cannot be reached",
      "A connection file names ports of this machine and a key with which messages are signed. Jupyter "
        + "writes it. Addresses that others can reach, and messages without a key, are refused.",
      "nabla-kernel notes.json", "jupyter console --kernel nabla"),
    page(
      "E0682", "the kernel cannot be installed",
      "A folder with kernel.json tells Jupyter where nabla-kernel is, which belongs beside nabla.",
      "nabla kernel install --sys-prefix", "nabla kernel install --user"),
  ]
}
