package leibniz.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leibniz.ir.Head;
import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// What the parameters of a function could be, the likeliest first: by what its text says, by what
/// its body does with them, by what people call them.
final class Guesses {
  private static final Pattern SCALARS =
      Pattern.compile(
          "(?i)lr|learning_?rate|l2_?(?:reg\\w*|lambda|coef\\w*|weight|penalty)|reg\\w*|lambd\\w*|lmbd?a?|lam|eps\\w*|alpha|momentum|decay\\w*|rho|temp\\w*"
              + "|tau|(?-i:p)|keep_prob|rate|scale|sigma|mu|c|gamma_?t|step\\w*|beta_?\\d|t|eta|delta_t");
  private static final Pattern GENERATORS =
      Pattern.compile("_?rng\\w*|\\w*_rng|random_state|rand|prng|generator|rs");
  private static final Pattern VECTORS =
      Pattern.compile("(?i)b\\w?\\d*|bias\\w*|gamma|beta|theta|w|y|t");
  private static final Pattern LISTS =
      Pattern.compile("(?i).*(dims|sizes|layers|units|structure|shape|neurons)");
  private static final Pattern COUNTS =
      Pattern.compile("(?i)(?:n|num|nb|no)_\\w+"); // `n_units` is one number
  private static final Pattern WHOLE =
      Pattern.compile("(?i)stride|pad\\w*|pool\\w*|kernel\\w*|filter_?size|k|f|ph|pw|hf|wf|size");
  private static final Pattern ONES = Pattern.compile("(?i)strides?|pad\\w*");
  private static final Pattern SIZED =
      Pattern.compile(
          "(?i)n_?\\w*|\\w*_?(size|dim|units|features|classes|hidden|in|out)|num_\\w+|d|h|m|in_\\w+|out_\\w+");

  private static final Pattern DERIVATIVES =
      Pattern.compile(
          "(?i)\\w*(?:prime|deriv|grad|jac)\\w*|d_?(?:f|g|h|act|activation|fn|func|phi|sigma)");

  private static final Pattern WORD = Pattern.compile("[A-Z]_?\\d*[a-z]{3,}");
  private static final Pattern GRADIENT =
      Pattern.compile(
          "d[A-Z_]\\w*|d(out|y|x|h|z|a|v|s|l|c|o|u|output\\w*|next\\w*|prev\\w*|hidden|scores|logits)"
              + "|grad\\w*|\\w+_grad\\w*|delta\\w*|upstream\\w*|dvalues|error\\w*");

  private final Map<String, Usage> usage;
  private final Map<String, Said> said;
  private final boolean constructing;

  /// @param constructing whether it is a constructor, whose parameters are mostly sizes
  Guesses(Map<String, Usage> usage, Map<String, Said> said, boolean constructing) {
    this.usage = usage;
    this.said = said;
    this.constructing = constructing;
  }

  /// What a parameter could be.
  List<Guess> of(Expression.Parameter parameter) {
    Expression value = parameter.value();
    List<Guess> drawn = of(parameter.name(), 0);
    return switch (value) {
      case null -> drawn;
      case Expression.None _ -> {
        Usage used = used(parameter.name());
        boolean data = used.isArray() || used.isLabel() || !used.keys().isEmpty();
        List<Guess> all = new ArrayList<>(data ? drawn : List.of());
        all.add(new Guess.Default());
        yield all;
      }
      case Expression.Int zero
          when zero.value().signum() == 0 && !used(parameter.name()).isSize() ->
          List.of(array(parameter.name(), List.of()), new Guess.Default());
      case Expression.Float zero when zero.value() == 0 ->
          List.of(array(parameter.name(), List.of()), new Guess.Default());
      default -> List.of(new Guess.Default());
    };
  }

  /// What a parameter could be that has to be something else than was guessed.
  Guess needed(String name, Need need, Guess now) {
    return switch (need) {
      case Need.Count.SIZE -> new Guess.Size(name);
      case Need.Count.NUMBER -> new Guess.Whole(ONES.matcher(name).matches() ? 1 : 2);
      case Need.Keys(var names) -> {
        Map<String, Guess> parts = new LinkedHashMap<>();
        if (now instanceof Guess.Entries(var known)) {
          parts.putAll(known);
        }
        names.forEach(key -> parts.putIfAbsent(key, of(used(name).local(key), 1).get(0)));
        yield new Guess.Entries(parts);
      }
    };
  }

  /// Whether it is used as a list or a dict is.
  boolean isContainer(String name) {
    Usage used = used(name);
    return used.isBuilt() || used.isSequence() || !used.keys().isEmpty() || used.rank() == 1;
  }

  /// Whether something is indexed by it.
  boolean isLabel(String name) {
    return used(name).isLabel();
  }

  /// What something that is unpacked may be. Of `mu, alpha, beta = theta` all are numbers if one
  /// is, and nothing shows that another is not.
  private List<Guess> packs(String name, List<String> names, int depth) {
    List<List<Guess>> parts = names.stream().map(p -> of(p, depth + 1)).toList();
    List<Guess> numbers = names.stream().<Guess>map(p -> array(p, List.of())).toList();
    boolean plain = names.stream().allMatch(this::mayBeNumber);
    List<Guess> all = new ArrayList<>();
    if (plain && parts.stream().map(List::getFirst).anyMatch(numbers::contains)) {
      all.add(array(name, List.of("" + names.size())));
      all.add(new Guess.Pack(numbers));
    }
    all.addAll(packs(parts));
    return all.stream().distinct().toList();
  }

  private boolean mayBeNumber(String name) {
    Usage used = used(name);
    Said stated = said.getOrDefault(name, Said.NOTHING);
    boolean shown = used.rank() > 0 || used.isMatrix() || used.isArray() || stated.dims() != null;
    return !shown
        && of(name, 1).stream().anyMatch(g -> g instanceof Guess.Array a && a.name().equals(name));
  }

  /// A tuple of the first guesses; one where numbers and vectors are matrices, as columns are; and
  /// one of numbers, as the parameters of a curve are.
  private static List<Guess> packs(List<List<Guess>> parts) {
    List<Guess> first = parts.stream().map(List::getFirst).toList();
    List<Guess> second = parts.stream().map(Guesses::matrix).toList();
    List<Guess> third = parts.stream().map(Guesses::number).toList();
    return Stream.of(first, second, third)
        .distinct()
        .map(each -> (Guess) new Guess.Pack(each))
        .toList();
  }

  /// What may be one number.
  private static Guess number(List<Guess> all) {
    return all.stream()
        .filter(g -> g instanceof Guess.Array a && a.dims().isEmpty())
        .findFirst()
        .orElse(all.getFirst());
  }

  private static Guess matrix(List<Guess> all) {
    return all.getFirst() instanceof Guess.Array a && a.dims().size() < 2
        ? all.stream()
            .filter(g -> g instanceof Guess.Array other && other.dims().size() == 2)
            .findFirst()
            .orElse(a)
        : all.getFirst();
  }

  private Usage used(String name) {
    return usage.getOrDefault(name, Usage.none());
  }

  /// A size that nobody has to take literally, as long as no line needs it: `X: (N, 3073)`.
  private static final Pattern LARGE = Pattern.compile("[1-9]\\d{2,}");

  private static Guess.Array array(String name, List<@Nullable String> dims) {
    return new Guess.Array(name, dims, null);
  }

  private List<Guess> of(String name, int depth) {
    Usage used = used(name);
    Said stated = said.getOrDefault(name, Said.NOTHING);
    if ((!used.keys().isEmpty() || used.isDict()) && depth < 2) {
      Map<String, Guess> parts = new LinkedHashMap<>();
      used.keys().forEach(key -> parts.put(key, of(used.local(key), depth + 1).get(0)));
      return List.of(new Guess.Entries(parts));
    }
    List<String> dims = stated.dims();
    if (dims != null && !dims.equals(used.parts())) { // else `(mu, sigma)` says what is in it
      boolean whole = stated.kind() == Said.Kind.WHOLE || used.isLabel();
      Head.Property property = whole ? Head.Property.WHOLE : stated.property();
      List<@Nullable String> small = new ArrayList<>(dims);
      small.replaceAll(dim -> dim != null && LARGE.matcher(dim).matches() ? "n" + dim : dim);
      Guess stands = new Guess.Array(name, new ArrayList<>(dims), property);
      return small.equals(dims)
          ? List.of(stands)
          : List.of(new Guess.Array(name, small, property), stands);
    }
    if (!used.parts().isEmpty() && !used.isArray() && depth < 2) {
      return packs(name, used.parts(), depth);
    }
    String text = used.text();
    if (text != null || stated.kind() == Said.Kind.TEXT) {
      return List.of(new Guess.Text(text == null ? name : text));
    }
    if (used.isObject() && GENERATORS.matcher(name).matches()) {
      return List.of(new Guess.Generator());
    }
    if (used.isCalled()) {
      return List.of(new Guess.Function(DERIVATIVES.matcher(name).matches()));
    }
    boolean sizes = used.isSize() && (used.rank() == 1 || used.isSequence());
    boolean list =
        LISTS.matcher(name).matches()
            && !COUNTS.matcher(name).matches()
            && used.rank() < 2
            && !used.isMatrix();
    if (sizes || list || stated.kind() == Said.Kind.LIST && used.isSize()) {
      return List.of(new Guess.Sizes(List.of(3, 4, 2)));
    }
    boolean count = used.isSize() || stated.kind() == Said.Kind.SIZE;
    if (count && !used.isArray()
        || constructing && SIZED.matcher(name).matches() && !used.isArray()) {
      return List.of(new Guess.Size(name), array(name, List.of()));
    }
    if (WHOLE.matcher(name).matches() && !used.isArray() && !used.isLabel()) {
      return List.of(new Guess.Whole(ONES.matcher(name).matches() ? 1 : 2), array(name, List.of()));
    }
    return tensors(name, used, stated);
  }

  private List<Guess> tensors(String name, Usage used, Said stated) {
    List<Guess> all = new ArrayList<>();
    if (stated.property() != null) {
      all.add(new Guess.Array(name, ranked(used, 2), stated.property()));
    }
    if ((used.isLabel() || stated.kind() == Said.Kind.WHOLE) && !used.isMatrix()) {
      all.add(new Guess.Array(name, ranked(used, Math.max(1, used.rank())), Head.Property.WHOLE));
      all.add(new Guess.Whole(0));
      return all;
    }
    boolean number = used.isTested() && !used.isArray();
    boolean scalar = number || stated.kind() == Said.Kind.SCALAR || SCALARS.matcher(name).matches();
    boolean capital = Character.isUpperCase(name.charAt(0)) && !WORD.matcher(name).matches();
    boolean vector = VECTORS.matcher(name).matches() && !name.equals("W");
    List<Integer> ranks =
        used.isExact()
            ? List.of(used.rank())
            : used.rank() > 2
                ? List.of(used.rank(), used.rank() + 1)
                : scalar && !used.isMatrix() && used.rank() == 0
                    ? List.of(0, 1, 2)
                    : vector && used.rank() < 2
                        ? List.of(1, 2, 0)
                        : used.isMatrix() || capital || used.rank() == 2 || isGradient(name)
                            ? List.of(2, 1, 0)
                            : List.of(1, 2, 0);
    List<String> beside = beside();
    if (!beside.isEmpty() && !scalar && !vector && !used.isMatrix() && used.rank() == 0) {
      all.add(array(name, new ArrayList<>(beside)));
    }
    if (vector && used.isColumn()) {
      all.add(array(name, Arrays.asList(null, "1")));
    }
    for (int rank : ranks) {
      if (rank >= used.rank()) {
        all.add(array(name, ranked(used, rank)));
      }
    }
    return all.isEmpty() ? List.of(array(name, ranked(used, used.rank()))) : all;
  }

  /// The shape that is stated of another parameter: of `mu: (B, Z)` and `logvar` the second is most
  /// likely like the first.
  private List<String> beside() {
    for (Said other : said.values()) {
      if (other.dims() != null && other.dims().size() > 1) {
        return other.dims();
      }
    }
    return List.of();
  }

  private static List<@Nullable String> ranked(Usage used, int rank) {
    List<@Nullable String> dims = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      dims.add(used.dim(axis));
    }
    return dims;
  }

  /// Whether it is called as a number is that may be any: a strength, a rate.
  static boolean isStrength(String name) {
    return SCALARS.matcher(name).matches();
  }

  /// Whether it is called as a cotangent is: `dout`, `dZ`, `grad_output`, `delta`.
  static boolean isGradient(String name) {
    return GRADIENT.matcher(name).matches();
  }
}
