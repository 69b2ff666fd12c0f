package leibniz.python;

/// What the parts of the expression grammar ask of the whole. [Expressions] is the whole; its parts
/// know it by this alone, so that the knot of the grammar is no knot of files.
interface Grammar {
  /// `a if b else c`, a lambda, or what binds closer.
  Expression single();

  /// The same where `:=` is welcome: in brackets and in conditions.
  Expression named();

  /// What may stand to the right of `=`: a `yield`, or a list without brackets.
  Expression value();

  /// `yield …`.
  Expression yielded();

  /// An expression without `if … else` around it.
  Expression disjunction();

  /// What binds at least as tightly as a bitwise or.
  Expression operand();

  /// `*value`.
  Expression starred();

  /// What a loop or a comprehension assigns to; it ends before `in`.
  Expression target();
}
