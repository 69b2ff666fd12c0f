package leibniz.trace;

/// What a call has broken that failed halfway: where it set what an object holds to what could not
/// be read, the object has that as it was before, so that its other methods can be followed.
final class BrokenParts {
  private static final int DEPTH = 3; // of dicts and lists in each other

  private BrokenParts() {}

  /// An object after a call, with what is broken in it as it was before the call.
  static Value restored(Value before, Value after) {
    if (before instanceof Value.Instance was && after instanceof Value.Instance now) {
      was.attributes()
          .forEach((name, old) ->
              now.attributes()
                  .computeIfPresent(
                      name, (_, value) -> isIn(value, DEPTH) && !isIn(old, DEPTH) ? old : value));
    }
    return after;
  }

  private static boolean isIn(Value value, int depth) {
    return switch (value) {
      case Value.Broken _ -> true;
      case Value.Dict d when depth > 0 ->
          d.entries().values().stream().anyMatch(v -> isIn(v.value(), depth - 1));
      case Value.Listing l when depth > 0 ->
          l.elements().stream().anyMatch(v -> isIn(v, depth - 1));
      case Value.Tuple t when depth > 0 -> t.elements().stream().anyMatch(v -> isIn(v, depth - 1));
      default -> false;
    };
  }
}
