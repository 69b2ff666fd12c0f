package leibniz.cli;

/// Findings written in two ways, one after the other.
record BothFindings(Findings first, Findings second) implements Findings {
  @Override
  public void file(Examined one) {
    first.file(one);
    second.file(one);
  }

  @Override
  public void failed(String file, WrongUse why) {
    first.failed(file, why);
  }

  @Override
  public void failed(String file, Bug bug) {
    first.failed(file, bug);
  }

  @Override
  public void end(double seconds) {
    first.end(seconds);
    second.end(seconds);
  }
}
