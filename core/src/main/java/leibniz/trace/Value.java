package leibniz.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// What an expression of the program stands for while it is read. The family is closed.
sealed interface Value {

  /// `None` and `...`.
  enum Single implements Value {
    NONE,
    ELLIPSIS
  }

  /// A number of Python, exact.
  ///
  /// @param whole whether it is an `int`, so that it can count and index
  record Number(Rational value, boolean whole) implements Value {
    static Number of(long value) {
      return new Number(Rational.of(value), true);
    }
  }

  /// An `int` that is the size of an axis, or computed from such.
  record Size(Dim dim) implements Value {
    /// The size, as a plain number if it is one.
    static Value of(Dim dim) {
      return dim.constant().isPresent() ? Number.of(dim.constant().getAsLong()) : new Size(dim);
    }
  }

  record Bool(boolean value) implements Value {}

  record Text(String text) implements Value {}

  /// @param names what the elements are called besides, as NumPy's results of several parts have
  ///   names; empty for a plain tuple
  record Tuple(List<Value> elements, List<String> names) implements Value {
    Tuple(List<Value> elements) {
      this(elements, List.of());
    }

    /// A shape as a tuple of sizes.
    static Tuple of(Shape shape) {
      return new Tuple(shape.dims().stream().map(Size::of).toList());
    }
  }

  /// A list. Lists are the same when they are the same object, and may be changed in place.
  ///
  /// @param path what a top-level name calls it, in the first field; mutable, and null without one
  record Listing(List<Value> elements, @Nullable Path[] path) implements Value {
    static Listing of(List<Value> elements) {
      return new Listing(new ArrayList<>(elements), new Path[1]);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /// A dict, in the order of insertion; as a list, known by identity.
  ///
  /// @param missing its `__missing__`, handed itself and a key that it has not; null if it has none
  record Dict(Map<Object, Entry> entries, @Nullable Path[] path, @Nullable Callable missing)
      implements Value {
    record Entry(Value key, Value value) {}

    static Dict empty() {
      return of(null);
    }

    static Dict of(@Nullable Callable missing) {
      return new Dict(new LinkedHashMap<>(), new Path[1], missing);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /// A set, in the order in which its elements came; as a list, known by identity.
  ///
  /// @param elements by the key as Java compares it
  record Set(Map<Object, Value> elements) implements Value {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /// `start:stop:step` as an index.
  record Slice(@Nullable Value start, @Nullable Value stop, @Nullable Value step)
      implements Value {}

  /// Something that can be called.
  record Function(String name, Callable body) implements Value {
    /// Whether it becomes a method where it stands in a class.
    boolean isMethod() {
      return body.isMethod();
    }
  }

  /// A class of the program and what comes of it.
  sealed interface Thing extends Value permits ClassObject, Instance, Descriptor, Super {}

  /// A class: its own members, and the classes it looks in next, itself first.
  ///
  /// @param foreign whether a base comes from a library that is never run
  /// @param fields the annotated names, in order, for a class that is made a dataclass
  record ClassObject(
      String name,
      List<ClassObject> order,
      Map<String, Value> members,
      boolean foreign,
      List<String> fields)
      implements Thing {
    /// What it or a base calls by that name.
    @Nullable Value find(String member) {
      for (ClassObject one : order) {
        Value found = one.members.get(member);
        if (found != null) {
          return found;
        }
      }
      return null;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// An object of a class of the program.
  record Instance(ClassObject type, Map<String, Value> attributes) implements Thing {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return type.name;
    }
  }

  /// A function in a class that is not simply a method.
  record Descriptor(Role role, Function function, @Nullable Function setter) implements Thing {
    /// What its decorator says.
    enum Role {
      PROPERTY,
      STATIC,
      CLASS
    }
  }

  /// What `super()` is: an object seen by the classes behind one of its own.
  record Super(List<ClassObject> order, Value self) implements Thing {}

  /// A module that is known: `numpy`, `numpy.linalg`, `math`. A random generator is the module of
  /// random functions.
  record Module(String path) implements Value {}

  /// Something imported that is never run.
  record Foreign(String name) implements Value {}

  /// What a statement that failed would have defined.
  enum Broken implements Value {
    BROKEN
  }

  /// An array: memory, or a view of it. A name of it, an element of a list, a view: all see the
  /// change when one of them is changed in place.
  ///
  /// @param isMask whether it holds truth values, as 1 and 0
  /// @param within the mask that says which entries it holds; null if all
  record Tensor(boolean isMask, @Nullable Held within, Seen seen) implements Value {
    static Tensor of(Expr expr) {
      return new Tensor(false, null, Seen.of(expr));
    }

    /// An array of truth values.
    static Tensor mask(Expr expr) {
      return new Tensor(true, null, Seen.of(expr));
    }

    /// A new array of the same kind of entries.
    Tensor like(Expr other) {
      return new Tensor(isMask, null, Seen.of(other));
    }

    /// Those entries of this array for which a mask of its shape holds, in a row: how many is not
    /// known before the program runs.
    Tensor within(Held held) {
      return new Tensor(isMask, held, Seen.of(expr()));
    }

    /// An array over the same memory.
    ///
    /// @param through how it looks at what this array sees
    /// @param now what it sees
    Tensor view(Lens through, Expr now) {
      return new Tensor(isMask, null, seen.view(through, now));
    }

    /// This array, with another expression for the values it has now.
    Tensor named(Expr other) {
      return new Tensor(isMask, within, seen.named(other));
    }

    /// What it holds now.
    Expr expr() {
      return seen.expr();
    }

    Shape shape() {
      return expr().shape();
    }

    boolean isWritable() {
      return seen.isWritable();
    }

    /// Whether its entries lie in memory in the order they are read in.
    boolean isOrdered() {
      return seen.isOrdered();
    }

    /// Puts another expression for the same values: an input gets its name.
    void rename(Expr to) {
      seen.rename(to);
    }

    /// Changes it in place, for all that look at the memory.
    void change(Expr to, Span where) {
      seen.change(to, where);
    }

    /// Where it was changed in place last; null if it never was.
    @Nullable Span changedAt() {
      return seen.changedAt();
    }

    @Override
    public String toString() {
      return "tensor " + seen.expr().shape();
    }
  }

  /// Which entries of a tensor are held.
  ///
  /// @param mask of the tensor's shape
  /// @param covered how many axes the mask was written for
  /// @param from the first of these: it is 0, but for transposes and products
  record Held(Expr mask, int covered, int from) {
    Held(Expr mask, int covered) {
      this(mask, covered, 0);
    }
  }

  /// What a top-level name calls a container.
  record Path(String base, List<Integer> index) {
    Path at(int position) {
      List<Integer> longer = new ArrayList<>(index);
      longer.add(position);
      return new Path(base, longer);
    }
  }

  /// A value with the place it is written at.
  ///
  /// @param text how the user writes it, if that is short; else empty
  /// @param origin where the name it is got its value, if it is a name
  record Operand(Value value, Span span, String text, @Nullable Span origin) {
    /// The name, or what to say instead of it.
    String or(String other) {
      return text.isEmpty() ? other : text;
    }
  }

  /// One argument of a call.
  ///
  /// @param keyword the keyword, empty if it is passed by position
  /// @param span the whole argument, with its keyword
  record Argument(String keyword, Operand operand, Span span) {}

  /// A call: what is called, as written, and with what.
  record Call(String written, Span function, Span span, List<Argument> arguments) {
    /// A call that we make, of values.
    static Call of(String written, Span span, List<Value> values) {
      List<Argument> arguments = new ArrayList<>();
      for (Value value : values) {
        arguments.add(new Argument("", new Operand(value, span, "", null), span));
      }
      return new Call(written, span, span, arguments);
    }

    /// The same call with one more argument before the others.
    Call before(Value first) {
      List<Argument> all = new ArrayList<>();
      all.add(new Argument("", new Operand(first, function, "self", null), function));
      all.addAll(arguments);
      return new Call(written, function, span, all);
    }

    /// The same call without one of its arguments.
    Call without(int position) {
      List<Argument> others = new ArrayList<>(arguments);
      others.remove(position);
      return new Call(written, function, span, others);
    }

    /// The same call with other values.
    Call with(List<Operand> operands) {
      List<Argument> others = new ArrayList<>();
      for (int k = 0; k < operands.size(); k++) {
        Argument old = arguments.get(k);
        others.add(new Argument(old.keyword(), operands.get(k), old.span()));
      }
      return new Call(written, function, span, others);
    }
  }

  /// What a function does.
  @FunctionalInterface
  interface Callable {
    Value call(Call call, Session session);

    /// Whether it is written in Python, so that it becomes a method where it stands in a class.
    default boolean isMethod() {
      return false;
    }
  }

  /// What kind of thing it is, in words.
  static String kind(Value value) {
    return switch (value) {
      case Single s -> s == Single.NONE ? "None" : "...";
      case Number n -> "the number " + n.value();
      case Size s -> "the size " + s.dim();
      case Bool b -> b.value() ? "True" : "False";
      case Text t -> t.text().length() <= 20 ? "the text '" + t.text() + "'" : "a text";
      case Tuple t -> "a tuple";
      case Listing l -> "a list";
      case Dict d -> "a dict";
      case Set s -> "a set";
      case Slice s -> "a slice";
      case Function f -> "the function " + f.name();
      case Module m -> "the module " + m.path();
      case Foreign f -> f.name();
      case Broken b -> "undefined";
      case ClassObject c -> "the class " + c.name();
      case Instance i -> "an object of " + i.type().name();
      case Descriptor d -> "the function " + d.function().name();
      case Super s -> "super()";
      case Tensor t -> "a tensor of shape " + t.shape();
    };
  }
}
