package leibniz.trace;

/// What comes after a statement.
enum Flow {
  NEXT,
  BREAK,
  CONTINUE,
  RETURN
}
