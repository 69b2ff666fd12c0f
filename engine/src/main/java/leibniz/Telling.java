package leibniz;

/// How the steps are shown.
public enum Telling {
  NONE,
  SHORT,
  FULL
}
