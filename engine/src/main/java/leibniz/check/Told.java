package leibniz.check;

/// What is said of one gradient.
///
/// @param judgement by the reading that explains it best
record Told(Judgement judgement, Meaning meaning, String words) {

  /// What a gradient is among the others.
  enum Meaning {
    /// It is right.
    RIGHT,
    /// It is right by another variable or up to a factor, and all that is made of it is right.
    CONVENTION,
    /// It is right by what its variable is made of, and nothing is made of it.
    RENAMED,
    /// It is wrong, and what it is made of is right.
    ORIGIN,
    /// It is wrong only because of what it is made of.
    CONSEQUENCE,
    OPEN
  }

  /// Whether nothing is wrong with it.
  boolean isVerified() {
    return switch (meaning) {
      case RIGHT, CONVENTION, RENAMED -> true;
      case ORIGIN, CONSEQUENCE, OPEN -> false;
    };
  }

  /// As it stands, or by the reading that it is right by.
  static Told right(Judgement judgement) {
    return new Told(judgement, Meaning.RIGHT, "");
  }

  static Told convention(Judgement judgement, String words) {
    return new Told(judgement, Meaning.CONVENTION, words);
  }

  /// Nothing is decided.
  static Told open(Claim claim, String reason) {
    return new Told(Judgement.open(claim, reason), Meaning.OPEN, reason);
  }
}
