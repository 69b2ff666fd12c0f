package leibniz.op;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.ir.Elementwise;

/// Every row of a function applied entry by entry.
public final class Ops {
  private Ops() {}

  /// By name.
  public static final Map<String, Elementwise> MAPS =
      Stream.of(
              Maps.ALL,
              Arcs.ALL,
              Roots.ALL,
              Roundings.ALL,
              Gammas.ALL,
              Errors.ALL,
              Bessels.ALL,
              Logs.ALL)
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableMap(Elementwise::name, Function.identity()));
}
