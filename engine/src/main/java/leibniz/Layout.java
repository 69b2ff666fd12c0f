package leibniz;

/// The two layouts in which gradients are written.
public enum Layout {
  /// Output axes, then input axes; a shared batch axis once, in front. The general rule.
  GENERAL("general"),
  /// The shape of the input: the gradient of the sum over all entries of the output, which for a
  /// loss of no axes is the loss itself.
  LIKE_INPUT("like-input");

  private final String word;

  Layout(String word) {
    this.word = word;
  }

  /// As it is written on the command line.
  @Override
  public String toString() {
    return word;
  }
}
