package leibniz.trace;

/// What is kept when a program is followed again, with whatever is changed in it: it is true of any
/// program.
///
/// @param taken what was taken out of arrays
/// @param sayings what texts say of parameters
record Kept(Taken taken, Sayings sayings) {

  static Kept nothing() {
    return new Kept(new Taken(), new Sayings());
  }
}
