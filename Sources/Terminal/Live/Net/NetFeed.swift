import Plots
import Workbench

/// The net of a training as the screen sees it. What it answers takes some milliseconds at most.
protocol NetFeed: AnyObject {
  /// The net with the newest weights that are at hand, and the step they are of; asks for newer ones.
  func newest() -> (step: Int, net: NetPicture)?

  /// The net after a step that is done, or after the nearest one before it that is kept.
  func past(_ step: Int) -> (step: Int, net: NetPicture)?

  /// The last step before this one whose weights are at hand at once, and the first after it.
  func neighbours(of step: Int) -> (before: Int?, after: Int?)

  /// The most steps in a second; `nil` for all there is time for.
  var pace: Double? { get set }

  /// What is trained on what: `m on d`.
  var heading: String { get }

  /// The columns that stand beside two inputs; `nil` for other nets.
  var features: Set<NetFeature>? { get }

  /// Asks for one step of a run that is paused.
  func step()
}

extension LiveFeed {
  /// The net of this training; `nil` where its units cannot be asked.
  var net: (any NetFeed)? { (self as? RunFeed)?.netFeed }
}
