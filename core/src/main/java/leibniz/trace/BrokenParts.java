package leibniz.trace;

import java.util.List;

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
      case Value.Dict d ->
          isIn(d.entries().values().stream().map(Value.Dict.Entry::value).toList(), depth);
      case Value.Listing l -> isIn(l.elements(), depth);
      case Value.Tuple t -> isIn(t.elements(), depth);
      case Value.Single _,
          Value.Number _,
          Value.Size _,
          Value.Bool _,
          Value.Text _,
          Value.Set _,
          Value.Slice _,
          Value.Function _,
          Value.Thing _,
          Value.Module _,
          Value.Foreign _,
          Value.Tensor _ ->
          false;
    };
  }

  private static boolean isIn(List<Value> parts, int depth) {
    return depth > 0 && parts.stream().anyMatch(v -> isIn(v, depth - 1));
  }
}
