package leibniz.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// What the program calls its tensors: every naming in order. Random data becomes an input of the
/// name it is given, and so does what is cut.
final class Ledger implements Containers.Naming {
  private static final int MOST = 200_000;
  private static final int DEEP = 8; // containers in one another that give names

  /// A name to be cut, and which of its values.
  record Cut(Value.Path path, int ordinal) {}

  private final Session session;
  private final Set<Cut> cuts;
  private final boolean everything;
  private final boolean renaming;
  private final List<Called.Entry> entries = new ArrayList<>();
  private final Map<Value.Path, Integer> counts = new HashMap<>();
  private final Map<Value.Path, Expr> current = new HashMap<>();
  private final Set<Value> open = Collections.newSetFromMap(new IdentityHashMap<>()); // being named
  private final Set<Value> named = Collections.newSetFromMap(new IdentityHashMap<>()); // arrays
  private final Set<Value> settled = Collections.newSetFromMap(new IdentityHashMap<>());
  private int statement;
  private boolean closed;
  private int drawn;
  private boolean endsOpen;

  /// @param everything whether each assignment is cut
  /// @param renaming whether inputs are called in the end what their names are then
  Ledger(Session session, Set<Cut> cuts, boolean everything, boolean renaming) {
    this.session = session;
    this.cuts = cuts;
    this.everything = everything;
    this.renaming = renaming;
  }

  List<Called.Entry> entries() {
    return entries;
  }

  /// A top-level statement begins.
  void begin(int number) {
    statement = number;
    drawn = session.drawn();
  }

  /// A declared input.
  Value.Tensor input(Value.Path path, Shape shape, Set<Head.Property> declared, Span span) {
    Expr input = fresh(path, shape, declared, span);
    Value.Tensor tensor = asTensor(input);
    record(path, Definition.Kind.INPUT, input, null, span, false);
    named.add(tensor);
    return tensor;
  }

  private static Value.Tensor asTensor(Expr input) {
    boolean truths =
        input.head() instanceof Head.Var v && v.properties().contains(Head.Property.TRUTH);
    return truths ? Value.Tensor.mask(input) : Value.Tensor.of(input);
  }

  /// What is known of the entries of a value that becomes an input.
  private static Set<Head.Property> kept(Value.Tensor tensor) {
    if (tensor.isMask()) {
      return Set.of(Head.Property.TRUTH);
    }
    return Whole.is(tensor.expr()) && tensor.shape().rank() > 0
        ? Set.of(Head.Property.WHOLE)
        : Set.of();
  }

  private Expr fresh(Value.Path path, Shape shape, Set<Head.Property> declared, Span span) {
    Set<Head.Property> all = new TreeSet<>(declared);
    all.addAll(session.facts().claimed(path.base(), shape));
    Properties.check(path.base(), shape, all, span);
    int next = counts.getOrDefault(path, 0) + 1;
    String name = Called.name(path, next > 1 ? next : 0).toString();
    return session.input(name, shape, all);
  }

  @Override
  public Value stored(Value.Path path, Value value, Span span) {
    return define(path, value, span);
  }

  /// An attribute of an object gets a value: random data becomes an input of that name.
  Value attribute(String name, Value value, Span span) {
    if (closed) {
      return value;
    }
    boolean input =
        value instanceof Value.Tensor t
            && (session.inputs().contains(t.expr()) || isRandom(t.expr()));
    return input ? define(new Value.Path(name, List.of()), value, span) : value;
  }

  /// A name gets a value; what it then stands for.
  Value define(Value.Path path, Value value, Span span) {
    return closed ? value : define(path, value, span, 0);
  }

  private Value define(Value.Path path, Value value, Span span, int depth) {
    if (depth > DEEP || !open.add(value)) {
      return value;
    }
    try {
      return named(path, value, span, depth);
    } finally {
      open.remove(value);
    }
  }

  private Value named(Value.Path path, Value value, Span span, int depth) {
    if (!(value instanceof Value.Tensor)) {
      counts.computeIfPresent(
          path, (_, n) -> n + 1); // the tensor of that name is not its last value
    }
    return switch (value) {
      case Value.Tensor t -> tensor(path, t, span);
      case Value.Listing l -> {
        l.path()[0] = l.path()[0] == null ? path : l.path()[0];
        Numbered numbered = new Numbered(path, span, depth);
        for (int k = 0; k < l.elements().size(); k++) {
          l.elements().set(k, numbered.next(l.elements().get(k)));
        }
        yield l;
      }
      case Value.Tuple t ->
          new Value.Tuple(
              t.elements().stream().map(new Numbered(path, span, depth)::next).toList());
      case Value.Dict d -> {
        d.path()[0] = d.path()[0] == null ? path : d.path()[0];
        for (Map.Entry<Object, Value.Dict.Entry> entry : d.entries().entrySet()) {
          Value.Dict.Entry e = entry.getValue();
          Value.Path inner = Containers.entryPath(path, e.key(), span, session);
          entry.setValue(new Value.Dict.Entry(e.key(), define(inner, e.value(), span, depth + 1)));
        }
        yield d;
      }
      case Value.Number _,
          Value.Size _,
          Value.Bool _,
          Value.Set _,
          Value.Text _,
          Value.Single _,
          Value.Slice _,
          Value.Function _,
          Value.Module _,
          Value.Thing _,
          Value.Foreign _,
          Value.Broken _ ->
          value;
    };
  }

  /// Counts the elements of a list while they get their names.
  private final class Numbered {
    private final Value.Path path;
    private final Span span;
    private final int depth;
    private int position;

    Numbered(Value.Path path, Span span, int depth) {
      this.path = path;
      this.span = span;
      this.depth = depth;
    }

    Value next(Value element) {
      session.bounds().step(span);
      return define(path.at(position++), element, span, depth + 1);
    }
  }

  private Value tensor(Value.Path path, Value.Tensor tensor, Span span) {
    endsOpen = tensor.within() != null;
    if (endsOpen) {
      return tensor; // how many entries it has depends on values, so there is no array to tell
    }
    boolean again = !named.add(tensor);
    Expr value = tensor.expr();
    if (isRandom(value)) {
      Set<Head.Property> own =
          value.head() instanceof Head.Var v ? v.properties() : Set.<Head.Property>of();
      tensor.rename(fresh(path, value.shape(), own, span));
      session.unnamed().remove(value);
      record(path, Definition.Kind.INPUT, tensor.expr(), null, span, false);
      return tensor;
    }
    if (session.inputs().remove(value)) {
      record(path, Definition.Kind.INPUT, value, null, span, false);
      return tensor;
    }
    boolean alias = everything && value.head() instanceof Head.Var;
    if (everything && !alias || cuts.contains(new Cut(path, counts.getOrDefault(path, 0) + 1))) {
      Expr input = fresh(path, value.shape(), kept(tensor), span);
      record(path, Definition.Kind.INPUT, input, value, span, again);
      Value.Tensor cut = asTensor(input);
      named.add(cut);
      return cut;
    }
    record(path, Definition.Kind.VALUE, value, null, span, again);
    return tensor;
  }

  /// Whether a tensor is made of random data of this statement and of nothing that has a name: then
  /// it is the input, and not what was drawn for it.
  private boolean isRandom(Expr value) {
    if (session.drawn() == drawn) {
      return false;
    }
    return !value.any(node -> node.head() instanceof Head.Var && !isUnnamed(node))
        && value.any(this::isUnnamed)
        && (!session.follows() || Drawn.keeps(value));
  }

  private boolean isUnnamed(Expr node) {
    return session.unnamed().containsKey(node);
  }

  private void record(
      Value.Path path,
      Definition.Kind kind,
      Expr value,
      @Nullable Expr was,
      Span span,
      boolean again) {
    if (entries.size() >= MOST) {
      throw Faults.tooLarge("the program names more than " + MOST + " tensors", span);
    }
    int ordinal = counts.merge(path, 1, Integer::sum);
    current.put(path, value);
    entries.add(new Called.Entry(path, ordinal, kind, value, was, span, statement, again));
  }

  /// The program ends: lists that were reordered, and arrays that were changed under another name,
  /// are named as they are now; random data without a name becomes an input of its own.
  void end(Map<String, Scope.Binding> top) {
    begin(-1);
    top.forEach((name, binding) -> settle(new Value.Path(name, List.of()), binding, 0));
    if (!session.unnamed().isEmpty()) {
      nameTheRest();
    }
    dropAliases();
    closed = true;
  }

  /// `h = x` before a loop that overwrites h names nothing new, and is not the first of the values
  /// of h that have a number. Zeros that are made twice are two values.
  private void dropAliases() {
    Set<Expr> seen = new HashSet<>();
    entries.removeIf(e -> {
      Expr value = e.was() == null ? e.value() : e.was();
      boolean named = value.head() instanceof Head.Var && seen.contains(value);
      boolean known = !seen.add(value) || named;
      seen.add(e.value());
      return known
          && (e.again() || value.constant() == null)
          && e.ordinal() < counts.getOrDefault(e.path(), 1);
    });
  }

  /// Random data that got no name is an input before what first uses it.
  private void nameTheRest() {
    List<Called.Entry> all = new ArrayList<>();
    Set<Expr> seen = new HashSet<>();
    Set<Expr> found = new HashSet<>(); // by the entry at hand, and by none before
    Deque<Expr> left = new ArrayDeque<>();
    for (Called.Entry entry : entries) {
      left.push(entry.value());
      while (!left.isEmpty()) {
        Expr node = left.pop();
        if (!seen.add(node)) {
          continue;
        }
        node.args().forEach(left::push);
        if (session.unnamed().containsKey(node)) {
          found.add(node);
        }
      }
      if (!found.isEmpty()) {
        session.unnamed().forEach((input, span) -> all.addAll(own(input, span, found)));
        found.clear();
      }
      all.add(entry);
    }
    entries.clear();
    entries.addAll(all);
  }

  private List<Called.Entry> own(Expr input, Span span, Set<Expr> found) {
    if (!found.contains(input) || !(input.head() instanceof Head.Var v)) {
      return List.of();
    }
    Value.Path path = new Value.Path(v.name(), List.of());
    counts.put(path, 1);
    return List.of(new Called.Entry(path, 1, Definition.Kind.INPUT, input, null, span, -1, false));
  }

  private void settle(Value.Path path, Scope.Binding binding, int depth) {
    if (binding.value() instanceof Value.Listing && !settled.add(binding.value())) {
      return;
    }
    List<Value> elements =
        switch (binding.value()) {
          case Value.Listing l -> List.copyOf(l.elements());
          case Value.Tensor t -> {
            Expr known = current.get(path);
            if (known != null && known != t.expr()) {
              record(path, Definition.Kind.VALUE, t.expr(), null, binding.span(), true);
            }
            yield List.of();
          }
          default -> List.of();
        };
    for (int k = 0; k < elements.size() && depth < DEEP; k++) {
      Value element = elements.get(k);
      if (element instanceof Value.Tensor && !current.containsKey(path.at(k))) {
        current.put(path.at(k), Build.zeros(Shape.SCALAR)); // an element that was never named
      }
      settle(path.at(k), new Scope.Binding(element, binding.span()), depth + 1);
    }
  }

  /// Whether the last that got a name is what a mask holds: no array whose shape is known.
  boolean endsOpen() {
    return endsOpen;
  }

  /// The definitions, with the inputs called what their names are in the end.
  List<Definition> definitions() {
    return new Called(entries, counts).definitions(renaming);
  }
}
