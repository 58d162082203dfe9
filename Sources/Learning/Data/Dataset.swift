/// Samples in up to three parts; statistics are learnt from `train` only.
public struct Dataset: Sendable {
  public var name: String
  public var train: Samples
  public var validation: Samples?
  public var test: Samples?

  public init(
    name: String, train: Samples, validation: Samples? = nil, test: Samples? = nil
  ) {
    self.name = name
    self.train = train
    self.validation = validation
    self.test = test
  }
}
