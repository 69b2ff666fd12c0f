package leibniz.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Where something is missing first: what may be put in where a gradient is used may as well be put
/// in where it is made, `dh = Why.T @ dy` for `dhraw = (1 - h * h) * dh`, if it is no less right
/// there.
final class Earlier {
  private static final Pattern PUT = Pattern.compile("\\s([*/+-]) [^+*/-].*");

  /// What may put something in behind what is there.
  private static final Set<Slip.Kind> PUTS =
      Set.of(Slip.Kind.LINK, Slip.Kind.TERM, Slip.Kind.FACTOR);

  private final Trial trial;
  private final Set<String> judged;
  private final Set<String> terms;

  /// @param judged the names of the gradients that are known to be right or wrong
  /// @param terms those of which the terms are right as they are, and no gradient yet
  Earlier(Trial trial, Set<String> judged, Set<String> terms) {
    this.trial = trial;
    this.judged = judged;
    this.terms = terms;
  }

  /// A change of the first statement where it makes the same right.
  ///
  /// @param wrong the gradients that are to become right
  /// @param kept those that are to stay so
  Trial.Found of(
      Trial.Found found, List<Judgement> wrong, List<Judgement> kept, Dependents dependents) {
    Trial.Found first = found;
    Trial.Found next = before(first, wrong, kept, dependents);
    while (next != null) {
      first = next;
      next = before(first, wrong, kept, dependents);
    }
    return first;
  }

  private Trial.@Nullable Found before(
      Trial.Found found, List<Judgement> wrong, List<Judgement> kept, Dependents dependents) {
    Slip slip = found.slip();
    boolean number = Rank.isFactor(slip); // of a term that has a name
    if (!number && !PUTS.contains(slip.kind()) || slip.edits().size() > 1 || isAsElsewhere(found)) {
      return null;
    }
    Fix.Edit edit = slip.edits().getFirst();
    Text text = found.text();
    Expression place = find(found.statement(), edit.span());
    String put = place == null || number ? "" : put(text.at(edit.span()), edit.text());
    String before = place instanceof Expression.Name n && number ? front(n.id(), edit.text()) : "";
    if (place == null || put.isEmpty() && before.isEmpty()) {
      return null;
    }
    List<String> names = new ArrayList<>();
    named(place, put.contains(" * ") || put.contains(" / "), names);
    for (String name : names) {
      Statement.Assign made = made(found.statement(), name);
      if (made == null || terms.contains(name)) {
        continue;
      }
      List<Judgement> own = kept.stream().filter(k -> k.claim().name().equals(name)).toList();
      List<Judgement> released =
          own.stream()
              .filter(k -> isOtherwise(k) && dependents.ends(k).stream().noneMatch(kept::contains))
              .toList();
      boolean level = made.span().column() == found.statement().span().column();
      boolean told = slip.kind() != Slip.Kind.LINK || judged.contains(name);
      if (!(level && told) && !isBeside(made, put, found.statement())) {
        continue; // nothing says what it is to be, or it is not always made there
      }
      List<Judgement> others = new ArrayList<>(kept);
      others.removeAll(released);
      Span value = made.value().span();
      boolean sum = put.startsWith(" +") || put.startsWith(" -");
      String now =
          sum || number && !isSum(made.value()) || !(made.value() instanceof Expression.Binary)
              ? text.at(value)
              : "(" + text.at(value) + ")";
      String words = slip.words().replace(" in this term", "");
      Slip moved = new Slip(slip.kind(), List.of(new Fix.Edit(value, before + now + put)), words);
      if (trial.isRight(moved, wrong, others)) {
        return new Trial.Found(moved, made, text);
      }
    }
    return null;
  }

  /// Whether with the change it is what stands there for another layer: `dA1 = dA1 * D1 / keep` as
  /// `dA2 = dA2 * D2 / keep`.
  private boolean isAsElsewhere(Trial.Found found) {
    Span place = found.statement().span();
    String now = alike(found.text().in(place, found.slip().edits()));
    return trial.statements().all().stream()
        .filter(s -> !s.span().equals(place) && s.span().line() == s.span().endLine())
        .anyMatch(s -> alike(found.text().at(s.span())).equals(now));
  }

  /// Whether another statement has what is put in beside something that is in the one above, and
  /// not in the one where it was found: `a = a * mask / keep` for `da = da * mask`.
  private boolean isBeside(Statement made, String put, Statement user) {
    Set<String> names = names(made);
    names.removeAll(names(user));
    String factor = put.replaceFirst("^ [*/] ", "");
    return trial.statements().all().stream()
        .filter(s -> s instanceof Statement.Assign || s instanceof Statement.AugmentedAssign)
        .filter(s -> !s.equals(made) && !s.equals(user))
        .anyMatch(s -> {
          Set<String> other = names(s);
          return other.contains(factor) && !Collections.disjoint(other, names);
        });
  }

  /// What names, and attributes of names, stand in the value of a statement.
  private static Set<String> names(Statement statement) {
    Set<String> names = new HashSet<>();
    List<Expression> left = values(statement);
    while (!left.isEmpty()) {
      Expression e = left.removeLast();
      switch (e) {
        case Expression.Name(String id, _) -> names.add(id);
        case Expression.Attribute(Expression.Name _, _, _, _) -> names.add(Spelled.text(e));
        default -> left.addAll(e.children());
      }
    }
    return names;
  }

  /// Without numbers of layers, spaces and brackets.
  private static String alike(String statement) {
    return statement.replaceAll("[\\s()]", "").replaceAll("\\d+", "#");
  }

  /// Whether it is right by something else than its name says.
  static boolean isOtherwise(Judgement j) {
    Claim.Pair pair = j.pair();
    return pair != null
        && j.claim().said().wrt().stream().noneMatch(w -> w.equals(Spelled.last(pair.name())));
  }

  /// What is put in behind what is there: ` + dhnext`; empty for another change.
  private static String put(String before, String now) {
    String inner =
        now.startsWith("(") && now.endsWith(")") ? now.substring(1, now.length() - 1) : now;
    for (String all : List.of(now, inner)) {
      for (String start : List.of(before, "(" + before + ")")) {
        String rest = all.startsWith(start) ? all.substring(start.length()) : "";
        if (PUT.matcher(rest).matches()) {
          return rest;
        }
      }
    }
    return "";
  }

  /// The number that is put in before a name: `2 * `; empty for another change.
  private static String front(String name, String now) {
    return now.endsWith(" * " + name) ? now.substring(0, now.length() - name.length()) : "";
  }

  private static boolean isSum(Expression e) {
    return e instanceof Expression.Binary b
        && b.operator() != Expression.Operator.MULTIPLY
        && b.operator() != Expression.Operator.DIVIDE;
  }

  /// The gradients that are a factor of a part, or all of it.
  private static void named(Expression e, boolean factors, List<String> names) {
    switch (e) {
      case Expression.Name(String id, _) when GradientName.of(id) != null -> names.add(id);
      case Expression.Binary b when factors && b.operator() == Expression.Operator.MULTIPLY -> {
        named(b.left(), true, names);
        named(b.right(), true, names);
      }
      default -> {}
    }
  }

  private static List<Expression> values(Statement statement) {
    List<Expression> values = new ArrayList<>();
    switch (statement) {
      case Statement.Assign a -> values.add(a.value());
      case Statement.AugmentedAssign a -> values.add(a.value());
      case Statement.Return(var value, _) when value != null -> values.add(value);
      default -> {}
    }
    return values;
  }

  private static @Nullable Expression find(Statement statement, Span span) {
    List<Expression> left = values(statement);
    while (!left.isEmpty()) {
      Expression e = left.removeLast();
      if (e.span().equals(span)) {
        return e;
      }
      left.addAll(e.children());
    }
    return null;
  }

  /// Where a name is bound above a statement.
  private Statement.@Nullable Assign made(Statement user, String name) {
    List<Statement> all = trial.statements().all();
    for (Statement s : all.subList(0, Math.max(0, all.indexOf(user))).reversed()) {
      if (s instanceof Statement.Assign a
          && a.targets().getFirst() instanceof Expression.Name(String id, _)
          && id.equals(name)) {
        return a.targets().size() == 1 ? a : null;
      }
      if (s instanceof Statement.Function) {
        return null;
      }
    }
    return null;
  }
}
