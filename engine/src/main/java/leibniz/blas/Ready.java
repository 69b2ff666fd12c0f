package leibniz.blas;

/// What is done with rows of a result as soon as they are complete, while they are in the caches of
/// who computed them.
@FunctionalInterface
public interface Ready {
  /// Nothing.
  Ready NOTHING = (_, _, _) -> {};

  /// Some rows are complete, and no other call is told of them.
  ///
  /// @param from the first of them, `to` the one after the last
  /// @param worker the number of the thread, as of a [leibniz.kernel.Crew.Part]
  void rows(int from, int to, int worker);
}
