package leibniz.ir;

/// What can be said about a program, each under a code that is never reused or renamed. 0xx speaks
/// of reading and names, 1xx of shapes, 2xx of gradients, 3xx of numbers, 4xx of ignores, 9xx of
/// Leibniz itself.
public enum Code {
  LBZ001("the text is not valid Python"),
  LBZ002("a name is used that nothing defines"),
  LBZ003("a function is called that Leibniz does not know"),
  LBZ004("a function is called with a keyword it does not have"),
  LBZ005("a construct lies outside the language that is read"),
  LBZ006("a file cannot be read as a program"),
  LBZ007("a program is nested too deeply or is too large"),
  LBZ008("a size has no value where one is needed"),
  LBZ009("an argument has a value or kind that does not fit"),
  LBZ010("a file of arrays cannot be read, or its arrays do not fit the program"),
  LBZ101("a stated shape is not the actual one"),
  LBZ102("an einsum gives one letter two sizes"),
  LBZ103("two shapes do not fit an operation"),
  LBZ104("a difference of a batch and a column squares the batch"),
  LBZ105("an einsum's subscripts do not fit its operands"),
  LBZ106("an axis or index lies outside a shape"),
  LBZ201("a hand-written gradient has wrong values"),
  LBZ202("a hand-written gradient is off by a constant factor"),
  LBZ203("a hand-written gradient has a wrong shape"),
  LBZ204("a contraction is right by luck"),
  LBZ205("there is no useful gradient"),
  LBZ206("only the diagonal of a Jacobian is used"),
  LBZ207("a derivative in terms of the output gets the input, or the other way round"),
  LBZ208("a gradient goes by the name of another one"),
  LBZ210("samples of a batch are mixed, so the batch axis cannot be shared"),
  LBZ211("the result or variable asked for is not in the program"),
  LBZ212("a derivative of that order has more entries than can be verified"),
  LBZ213("a direction does not fit what it is a direction of"),
  LBZ301("an exponential overflows"),
  LBZ302("a function is used outside its domain"),
  LBZ401("an ignore silences nothing"),
  LBZ402("an ignore names no code"),
  LBZ900("Leibniz failed: a bug of ours"),
  LBZ901("a derivative failed its own verification: a bug of ours"),
  LBZ902("printed code does not compute what it was printed for: a bug of ours");

  private final String title;

  Code(String title) {
    this.title = title;
  }

  /// One sentence without a full stop.
  public String title() {
    return title;
  }
}
