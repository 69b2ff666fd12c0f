package leibniz.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.python.Comment;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// What comments at the end of lines say of the parameters of a function: `self.cache = x # (B, T)`
/// is the shape of `x`, and `mean = np.mean(x, axis=-1, keepdims=True) # (B, T, 1)` says how many
/// axes it has.
final class EndComments {
  private static final Pattern SHAPE =
      Pattern.compile("#+\\s*(?:shape:?\\s*)?[(\\[]([^()\\[\\]]*)[)\\]]\\s*");

  private EndComments() {}

  /// By the names of the parameters; the first that says something.
  static Map<String, Said> of(Statement.Function f, List<Comment> comments) {
    Map<Integer, List<String>> stated = new HashMap<>();
    for (Comment c : comments) {
      int line = c.span().line();
      if (!c.ownLine() && f.header().endLine() < line && line <= f.span().endLine()) {
        Matcher m = SHAPE.matcher(c.text());
        List<String> dims = m.matches() ? Said.shape("(" + m.group(1) + ")") : null;
        if (dims != null) {
          stated.put(line, dims);
        }
      }
    }
    Map<String, Said> said = new LinkedHashMap<>();
    if (!stated.isEmpty()) {
      Set<String> bound =
          f.parameters().list().stream()
              .map(Expression.Parameter::name)
              .collect(Collectors.toSet());
      Walk.statements(
          f.body(),
          s -> {
            List<String> dims = stated.get(s.span().endLine());
            if (dims != null && s instanceof Statement.Assign(_, var value, _)) {
              say(value, dims, bound, said);
            }
          });
    }
    return said;
  }

  private static void say(
      Expression value, List<String> dims, Set<String> parameters, Map<String, Said> said) {
    if (value instanceof Expression.Name(String id, _)) {
      if (parameters.contains(id)) {
        said.putIfAbsent(id, new Said(dims, Said.Kind.ARRAY));
      }
      return;
    }
    String reduced = reduced(value);
    if (reduced != null && parameters.contains(reduced)) {
      List<String> axes = new ArrayList<>(dims);
      axes.replaceAll(dim -> dim.equals("1") ? "" : dim); // as long as it may be
      said.putIfAbsent(reduced, new Said(axes, Said.Kind.ARRAY));
    }
  }

  /// Of what a value is a sum, a mean or the like that keeps all axes.
  private static @Nullable String reduced(Expression value) {
    return value
                instanceof
                Expression.Call(Expression.Attribute(_, String function, _, _), var arguments, _)
            && Uses.REDUCTIONS.contains(function)
            && !arguments.isEmpty()
            && arguments.getFirst().kind() == Expression.ArgumentKind.POSITIONAL
            && arguments.getFirst().value() instanceof Expression.Name(String id, _)
            && arguments.stream()
                .anyMatch(a ->
                    a.name().equals("keepdims")
                        && a.value() instanceof Expression.Bool(boolean is, _)
                        && is)
        ? id
        : null;
  }
}
