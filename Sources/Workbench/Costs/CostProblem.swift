import Learning

/// A mistake about devices and costs; data, worded in `Problems`.
enum CostProblem: Error {
  /// `figure` of a device is needed for `what` and was not said.
  case unknownFigure(Device.Field, for: String)
  case unknownDevice(String, known: [String])
  case deviceFile(String, DeviceFile.Mistake)
}
