package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Gradients that have a row for each sample, as `score_obs(params)` beside `loglike(params)`: its
/// rows add up to the gradient, and each is that of the term of its sample.
final class EachSample {
  private final Chain chain;

  EachSample(Chain chain) {
    this.chain = chain;
  }

  /// Of what and by what such a gradient is.
  ///
  /// @param loss a number
  /// @param handed what its function is handed, and the loss is made of
  List<Claim.Pair> of(Event rows, Loss loss, List<Event> handed) {
    List<Dim> shape = Judge.squeezed(rows.value().shape());
    List<Claim.Pair> pairs = new ArrayList<>();
    if (shape.size() < 2 || loss.isWeighted() || loss.shape().rank() > 0) {
      return pairs;
    }
    Expr function = loss.parts().getFirst().function();
    for (Event by : handed) {
      List<Dim> variable = Judge.squeezed(by.value().shape());
      Expr terms =
          variable.equals(shape.subList(1, shape.size()))
              ? terms(function, shape.getFirst())
              : null;
      if (terms != null) {
        pairs.add(pair(loss, terms, by));
        Expr count = Build.size(shape.getFirst());
        if (terms.contains(count)) { // of a mean, the loss of a sample has no 1/n
          pairs.add(pair(loss, Build.times(terms, Build.broadcast(count, terms.shape())), by));
        }
      }
    }
    return pairs;
  }

  private Claim.Pair pair(Loss loss, Expr terms, Event by) {
    List<Loss.Part> parts = List.of(new Loss.Part(terms, null));
    Loss each = new Loss(loss.name(), loss.event(), parts, loss.ends(), loss.calls());
    return new Claim.Pair(each, by.target(), by, chain.variable(by.value()));
  }

  /// The terms of a sum over samples, one an entry; null if it is none.
  private @Nullable Expr terms(Expr sum, Dim samples) {
    return switch (sum.head()) {
      case Head.Var _ -> {
        Chain.Link link =
            chain.parents(sum).stream()
                .filter(l -> l.variable().equals(sum))
                .findFirst()
                .orElse(null);
        yield link == null ? null : terms(link.function(), samples);
      }
      case Head.Sum s -> {
        List<Expr> each = new ArrayList<>();
        for (Expr term : sum.args()) {
          Expr terms = terms(term, samples);
          if (terms == null) {
            yield null; // a penalty is of no sample
          }
          each.add(terms);
        }
        yield Build.sum(each.getFirst().shape(), s.coefficients(), each);
      }
      case Head.Einsum e -> terms(sum, e, samples);
      case Head.Num _, Head.Map _, Head.Special _ -> null;
    };
  }

  /// Of a product that is summed over the samples itself, or has one factor that is.
  private @Nullable Expr terms(Expr sum, Head.Einsum e, Dim samples) {
    Product product = Product.of(e.coefficient());
    Set<Integer> letters = new LinkedHashSet<>();
    Map<Integer, Expr> inside = new LinkedHashMap<>();
    for (int k = 0; k < sum.args().size(); k++) {
      Expr factor = sum.arg(k);
      Head.Factor how = e.factors().get(k);
      for (int axis = 0; axis < factor.rank(); axis++) {
        if (factor.shape().get(axis).equals(samples)) {
          letters.add(how.letters().get(axis));
        }
      }
      Expr terms =
          factor.rank() == 0 && how.power().equals(Rational.ONE) ? terms(factor, samples) : null;
      if (terms != null) {
        inside.put(k, terms);
      }
    }
    if (letters.size() + inside.size() != 1) {
      return null;
    }
    int letter = letters.isEmpty() ? -1 : letters.iterator().next();
    for (int k = 0; k < sum.args().size(); k++) {
      Head.Factor how = e.factors().get(k);
      Expr terms = inside.get(k);
      var _ =
          terms == null
              ? product.times(sum.arg(k), how.letters(), how.power())
              : product.times(terms, List.of(letter));
    }
    return product.out(List.of(letter));
  }
}
