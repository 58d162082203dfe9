import Sessions
import Support

/// A session file that could not be read or written.
package enum SessionFileError: Error, Equatable {
  case file(FileError)
  case session(SessionError)
  /// Someone else wrote the file since it was read.
  case changedMeanwhile(path: String)
  /// A notebook of Jupyter's where a session is wanted.
  case notebook(path: String)
  /// A folder that holds no session.
  case noSessions(folder: String)
  /// A folder with more folders in it than sessions are kept in.
  case tooManyFolders(folder: String, limit: Int)
  /// A program that cannot be read cannot be brought into another form.
  case notFormatted(path: String)
  /// Both sides of so many places mean something, and nobody is there to choose.
  case undecidedMerge(path: String, count: Int)
}

/// Why something of a lost session does not come back.
package enum RecoveryProblem: Error, Equatable {
  /// The journal has no training that is this one.
  case otherTraining
  case noFile
  case damagedFile
  /// The file has not the last state.
  case onlyAt(step: Int, of: Int)
  /// It ended with numbers that are not finite.
  case failed
  case lostWeights(String)
  /// The session was lost in this training: what follows has never run.
  case cutHere
}

/// What there is to say of a session that has come back.
package enum RecoveryNotice: Sendable {
  /// Of an input: names, models by theirs, weights of models that have none, its result.
  case lost(input: Int, names: [String], models: [String], hasOtherWeights: Bool, hasResult: Bool)
  /// A run was on and is where it was last kept: the name of its value, or what it trains.
  case interrupted(name: String?, title: String, step: Int, of: Int)
  /// A data set of this name is no longer what it was.
  case changedData(name: String)
}

/// What is wrong with a journal.
package enum JournalProblem: Equatable, Sendable {
  /// The last line was being written.
  case cut
  /// A line in the middle, and so many after it.
  case damaged(line: Int, lost: Int)
  /// Of a later program: its form of journals, and the newest that this one reads.
  case newer(Int, known: Int)
}
