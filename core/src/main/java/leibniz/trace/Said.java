package leibniz.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Head;
import leibniz.python.Comment;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// What the text around a function says of its parameters: its docstring, comments, annotations.
///
/// @param dims the sizes of the axes as written, empty where one stands for several; null where no
///   shape is stated
/// @param kind what it is said to be besides
/// @param property what is said of its entries, as that a matrix is symmetric; else null
record Said(@Nullable List<String> dims, Kind kind, Head.@Nullable Property property) {

  /// Nothing is said.
  static final Said NOTHING = new Said(null, Kind.ANY);

  Said(@Nullable List<String> dims, Kind kind) {
    this(dims, kind, null);
  }

  /// What a parameter is said to be.
  enum Kind {
    ANY,
    ARRAY,
    WHOLE,
    SCALAR,
    SIZE,
    TEXT,
    LIST,
    DICT
  }

  private static final Pattern ENTRY =
      Pattern.compile(
          "^\\s*(?:[-*•]\\s*)?(?::?@?param\\s+)?((?:[A-Za-z_]\\w*)(?:\\s*,\\s*[A-Za-z_]\\w*)*)"
              + "\\s*(\\([^()]*\\))?\\s*(?::|--|\\u2014|\\s-\\s|\\s=\\s)\\s*(.*)$");
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?i)\\b(?:shapes?|sizes?|dimensions?)\\b\\s*(?:is|of|[:=])?\\s*[(\\[]([^()\\[\\]]*)[)\\]]");
  private static final Pattern TUPLE = Pattern.compile("[(\\[]([^()\\[\\]]*,[^()\\[\\]]*)[)\\]]");
  private static final Pattern CROSS =
      Pattern.compile("\\b([A-Za-z_]\\w*|\\d+)((?:\\s*[xX×]\\s*(?:[A-Za-z_]\\w*|\\d+))+)\\b");

  /// Several words that are one size, as no list of contents has: of `p = (angle, log scale)` there
  /// is none.
  private static final Pattern WORDS =
      Pattern.compile(
          "(?i)(?:num|n|number of|no of) .*|.*\\b(?:sizes?|dims?|dimensions?|units|features|samples|classes"
              + "|lengths?|len|steps?|channels|rows|cols|columns|inputs?|outputs?|examples|tokens|width"
              + "|height|hidden|words|batch|layers?|neurons|time|nodes)\\b.*");

  /// Of a list of columns the shape of one is stated, mostly.
  private static final Pattern OF_SEVERAL =
      Pattern.compile(
          "(?i)\\b(?:lists?|sequences?|tuples?|arrays?) of\\b(?: [\\w-]+){0,4}? (?:vectors|arrays|columns)\\b");

  private static final Pattern DIM =
      Pattern.compile("[A-Za-z_][\\w ]*|\\d+|[\\w ]+[-+*/][-+*/\\w ]+|\\.\\.\\.|…");

  private static final Pattern HASHES = Pattern.compile("^#+\\s?");

  /// The words that are said of the parameters of a function.
  ///
  /// @param names of the parameters
  /// @param doc the lines of the docstring
  /// @param beside the comments
  record Words(List<String> names, List<String> doc, List<String> beside) {

    static Words of(Statement.Function f, List<Comment> comments) {
      return new Words(
          f.parameters().list().stream().map(Expression.Parameter::name).toList(),
          doc(f.body()),
          comments.stream()
              .filter(c -> c.span().line() >= f.span().line() - 6)
              .filter(c -> c.span().line() <= f.span().endLine())
              .filter(c -> c.ownLine() || c.span().line() <= f.header().endLine())
              .map(c -> HASHES.matcher(c.text()).replaceFirst(""))
              .toList());
    }

    private static List<String> doc(List<Statement> body) {
      return !body.isEmpty() && body.getFirst() instanceof Statement.Evaluate(Expression.Str doc, _)
          ? doc.value().lines().toList()
          : List.of();
    }
  }

  /// Of each parameter that something is said of in words, and of what dicts and tuples hold.
  static Map<String, Said> of(Words words) {
    List<String> names = words.names;
    Map<String, String> texts = new LinkedHashMap<>();
    entries(words.doc, names, texts);
    inPassing(words.doc, names, texts);
    inside(words.doc, names, texts);
    entries(words.beside, names, texts);
    beside(words.beside, names, texts);
    Map<String, Said> said = new LinkedHashMap<>();
    texts.forEach((name, text) -> said.put(name, read(text)));
    return said;
  }

  /// The same with what annotations say.
  static Map<String, Said> annotated(Map<String, Said> words, Statement.Function f) {
    Map<String, Said> said = new LinkedHashMap<>(words);
    for (Expression.Parameter parameter : f.parameters().list()) {
      Said annotated = annotated(parameter.annotation());
      if (annotated != null) {
        said.merge(parameter.name(), annotated, (a, b) -> b.dims == null ? a : b);
      }
    }
    return said;
  }

  private static final Pattern END = Pattern.compile("(?i)-+|returns?:?.*");
  private static final Pattern RESULTS = Pattern.compile("(?i)returns?\\b.*");

  /// What stands behind each name, with the lines that go on.
  private static void entries(List<String> lines, List<String> names, Map<String, String> into) {
    List<String> open = List.of();
    for (String line : each(lines, names)) {
      Matcher entry = ENTRY.matcher(line);
      List<String> found = List.of();
      if (entry.matches()) {
        found = List.of(entry.group(1).split("\\s*,\\s*"));
      }
      if (!found.isEmpty() && names.containsAll(found)) {
        open = found;
        String kind = entry.group(2) == null ? "" : entry.group(2) + " ";
        String text = kind + entry.group(3);
        found.forEach(name -> into.merge(name, text, (a, _) -> a));
      } else if (line.isBlank() || entry.matches() || END.matcher(line.strip()).matches()) {
        open = List.of();
      } else {
        String more = " " + line.strip();
        open.forEach(name -> into.merge(name, more, String::concat));
      }
    }
  }

  /// What is said of the entries of a dict or a tuple: `W1 -- weights of shape (5, 4)`, below the
  /// line of the dict.
  private static void inside(List<String> lines, List<String> names, Map<String, String> into) {
    for (String line : lines) {
      if (RESULTS.matcher(line.strip()).matches()) {
        return;
      }
      Matcher entry = ENTRY.matcher(line);
      if (entry.matches() && shape(line) != null) {
        for (String name : entry.group(1).split("\\s*,\\s*")) {
          if (!names.contains(name)) {
            into.putIfAbsent(name, entry.group(3));
          }
        }
      }
    }
  }

  /// Entries on lines of their own: `x: (N, D), w: (D, M)` is two.
  private static List<String> each(List<String> lines, List<String> names) {
    if (names.isEmpty()) {
      return lines;
    }
    String one = "(?:" + String.join("|", names) + ")";
    Pattern next = Pattern.compile("\\s*[;,]\\s*(?=" + one + "(?:\\s*,\\s*" + one + ")*\\s*:)");
    List<String> all = new ArrayList<>();
    for (String line : lines) {
      if (line.indexOf(':') < 0 || line.indexOf(',') < 0 && line.indexOf(';') < 0) {
        if (!line.isEmpty()) {
          all.add(line); // most lines: there is nothing to take apart
        }
        continue;
      }
      String before = "";
      for (String part : next.split(line, -1)) { // `a, b: (N, D)` is one
        before = before.isEmpty() ? part : before + ", " + part;
        if (before.contains(":")) {
          all.add(before);
          before = "";
        }
      }
      if (!before.isEmpty()) {
        all.add(before);
      }
    }
    return all;
  }

  /// What is said of parameters that have no entry of their own: `x has shape (N, D)`, `x (N, D)`.
  private static void inPassing(List<String> lines, List<String> names, Map<String, String> into) {
    for (String name : names) {
      List<String> of = lines.stream().filter(line -> line.contains(name)).toList();
      if (of.isEmpty()) {
        continue; // patterns are dear
      }
      Pattern shaped =
          Pattern.compile(
              "(?<![\\w.])"
                  + name
                  + "\\s[^(),;:\\[\\]]{0,60}?[(\\[]([^()\\[\\]]*,[^()\\[\\]]*)[)\\]]");
      Pattern symmetric =
          Pattern.compile(
              "\\b"
                  + WORD
                  + "\\b[\\w ,-]{0,25}\\b"
                  + name
                  + "\\b|\\b"
                  + name
                  + "\\b[\\w ]{0,20}\\b"
                  + WORD
                  + "\\b");
      for (String line : of) {
        Matcher m = shaped.matcher(line);
        if (!into.containsKey(name) && m.find() && dims(m.group(1), ",") != null) {
          String several = OF_SEVERAL.matcher(m.group()).find() ? "a list of vectors " : "";
          into.put(name, several + "(" + m.group(1) + ")");
        }
      }
      for (String line : of) {
        Matcher s = symmetric.matcher(line);
        if (!name.equals("a") && s.find()) {
          into.merge(name, s.group(), (a, b) -> a + " " + b);
        }
      }
    }
  }

  /// What a comment states right beside names: `# x (N, D), y (N,) labels`.
  private static void beside(List<String> lines, List<String> names, Map<String, String> into) {
    for (String name : names) {
      List<String> of = lines.stream().filter(l -> l.contains(name) && l.contains("(")).toList();
      if (of.isEmpty()) {
        continue;
      }
      Pattern shaped =
          Pattern.compile(
              "(?:^|[,;]\\s*)" + name + "\\s+\\(([^()\\[\\]]*,[^()\\[\\]]*)\\)(?!\\s*[-+*/@=])");
      for (String line : of) {
        Matcher m = shaped.matcher(line);
        if (m.find() && dims(m.group(1), ",") != null) {
          into.putIfAbsent(name, "(" + m.group(1) + ")");
        }
      }
    }
  }

  private static final String WORD = "(?i:symmetric|positive[- ]definite)";

  /// What words say, the first that do.
  private static final Map<Kind, Pattern> KINDS = kinds();

  private static Map<Kind, Pattern> kinds() {
    Map<Kind, Pattern> kinds = new LinkedHashMap<>();
    kinds.put(
        Kind.WHOLE, Pattern.compile(".*\\b(?:labels?|integers?|indices|class(?:es)? index).*"));
    kinds.put(Kind.SIZE, Pattern.compile("\\(?(?:int|integer)\\b.*"));
    kinds.put(Kind.TEXT, Pattern.compile(".*\\b(?:string|str)\\b.*"));
    kinds.put(Kind.DICT, Pattern.compile(".*\\b(?:dict|dictionary)\\b.*"));
    kinds.put(Kind.LIST, Pattern.compile("\\(?(?:list|python list)\\b.*"));
    kinds.put(Kind.SCALAR, Pattern.compile(".*\\b(?:scalar|float|number)\\b.*"));
    return kinds;
  }

  private static Said read(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Kind kind =
        KINDS.entrySet().stream()
            .filter(e -> e.getValue().matcher(lower).matches())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(Kind.ANY);
    List<String> dims = shape(text);
    return dims == null
        ? new Said(null, kind, property(lower))
        : new Said(dims, kind == Kind.WHOLE ? kind : Kind.ARRAY, property(lower));
  }

  private static final Pattern DEFINITE = Pattern.compile(".*\\b(?:spd|positive[- ]definite)\\b.*");
  private static final Pattern SYMMETRIC = Pattern.compile(".*(?<!non-)\\bsymmetric\\b.*");

  private static Head.@Nullable Property property(String text) {
    return DEFINITE.matcher(text).matches()
        ? Head.Property.POSITIVE_DEFINITE
        : SYMMETRIC.matcher(text).matches() ? Head.Property.SYMMETRIC : null;
  }

  /// The sizes in a text, if it states a shape.
  static @Nullable List<String> shape(String text) {
    for (Pattern pattern : List.of(SHAPE, TUPLE)) {
      Matcher m = pattern.matcher(text);
      while (m.find()) {
        List<String> dims = dims(m.group(1), ",");
        if (dims != null) {
          return OF_SEVERAL.matcher(text).find() ? each(dims) : dims;
        }
      }
    }
    Matcher cross = CROSS.matcher(text);
    while (cross.find()) {
      if (!cross.group().matches("[a-z]{4,}")) { // `examples` is a word
        return dims(cross.group(), "[xX×]");
      }
    }
    return null;
  }

  /// The shape of several columns of a shape.
  private static List<String> each(List<String> dims) {
    if (dims.size() != 2 || !dims.getLast().equals("1")) {
      return dims;
    }
    List<String> all = new ArrayList<>(List.of(""));
    all.addAll(dims);
    return all;
  }

  private static @Nullable List<String> dims(String inside, String between) {
    List<String> dims = new ArrayList<>();
    String[] parts = inside.split("\\s*" + between + "\\s*", -1);
    for (int k = 0; k < parts.length; k++) {
      String dim = parts[k].strip().replaceFirst("^(\\d+)\\s*([A-Za-z_]\\w*)$", "$1*$2"); // 4H
      boolean last = k == parts.length - 1;
      if (dim.isEmpty() && last) {
        continue;
      }
      boolean several = dim.matches("[A-Za-z_]\\w*(?: +[A-Za-z_]\\w*)+");
      if (!DIM.matcher(dim).matches()
          || dim.split(" +", -1).length > 5
          || several && !WORDS.matcher(dim).matches()) {
        return null;
      }
      if (!dims.isEmpty() && (dim.equals("...") || dim.equals("…"))) {
        dims.set(dims.size() - 1, ""); // (N, d_1, ..., d_k): one axis stands for them
        k++;
      } else {
        dims.add(dim);
      }
    }
    return dims.size() > Bounds.AXES ? null : dims;
  }

  private static @Nullable Said annotated(@Nullable Expression annotation) {
    return switch (annotation) {
      case Expression.Name(String id, _) ->
          switch (id) {
            case "int" -> new Said(null, Kind.SIZE);
            case "float" -> new Said(null, Kind.SCALAR);
            case "str" -> new Said(null, Kind.TEXT);
            case "list", "List" -> new Said(null, Kind.LIST);
            case "dict", "Dict" -> new Said(null, Kind.DICT);
            default -> null;
          };
      case Expression.Subscript(_, Expression.Tuple(var parts, _), _)
          when parts.size() == 2 && parts.get(1) instanceof Expression.Str(String words, _, _) ->
          new Said(List.of(words.strip().split(" +", -1)), Kind.ARRAY);
      case Expression.Subscript(var of, _, _) -> annotated(of);
      case Expression.Tuple(var sizes, _) ->
          sizes.stream().allMatch(e -> e instanceof Expression.Name)
              ? new Said(sizes.stream().map(e -> ((Expression.Name) e).id()).toList(), Kind.ARRAY)
              : null;
      case null, default -> null;
    };
  }
}
