package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import leibniz.ir.Expr;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// What is wrong for matrices that were drawn, and wrong for matrices of each kind that programs
/// are handed: then it does not matter which one could not be read.
final class Structured {
  private static final int MOST = 3; // matrices that are each of a kind alone

  private final Chain chain;
  private final Losses losses;
  private final Judge judge;

  Structured(Chain chain, Losses losses, Judge judge) {
    this.chain = chain;
    this.losses = losses;
    this.judge = judge;
  }

  /// Kinds of matrices.
  private enum Kind {
    SYMMETRIC {
      @Override
      void impose(double[] x, int rows, int columns, SplittableRandom random) {
        if (rows == columns) {
          for (int i = 0; i < rows; i++) {
            for (int j = 0; j < i; j++) {
              x[i * columns + j] = x[j * columns + i];
            }
          }
        }
      }
    },
    PAIRS { // probabilities of pairs: symmetric, nothing on the diagonal, 1 in all
      @Override
      void impose(double[] x, int rows, int columns, SplittableRandom random) {
        SYMMETRIC.impose(x, rows, columns, random);
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
          boolean diagonal = rows == columns && k / columns == k % columns;
          x[k] = diagonal ? 0 : Math.abs(x[k]);
          sum += x[k];
        }
        for (int k = 0; k < x.length; k++) {
          x[k] /= sum;
        }
      }
    },
    PROBABILITIES {
      @Override
      void impose(double[] x, int rows, int columns, SplittableRandom random) {
        eachRow(x, columns, (row, k) -> Math.abs(row[k]), row -> Arrays.stream(row).sum());
      }
    },
    UNIT {
      @Override
      void impose(double[] x, int rows, int columns, SplittableRandom random) {
        eachRow(
            x,
            columns,
            (row, k) -> row[k],
            row -> Math.sqrt(Arrays.stream(row).map(v -> v * v).sum()));
      }
    },
    TRUTHS {
      @Override
      void impose(double[] x, int rows, int columns, SplittableRandom random) {
        Arrays.setAll(x, k -> x[k] > 0 ? 1 : 0);
      }
    },
    SIGNS {
      @Override
      void impose(double[] x, int rows, int columns, SplittableRandom random) {
        Arrays.setAll(x, k -> x[k] > 0 ? 1 : -1);
      }
    },
    ONE_HOT {
      @Override
      void impose(double[] x, int rows, int columns, SplittableRandom random) {
        Arrays.fill(x, 0);
        for (int i = 0; i < x.length / columns; i++) {
          x[i * columns + random.nextInt(columns)] = 1;
        }
      }
    },
    CENTRED {
      @Override
      void impose(double[] x, int rows, int columns, SplittableRandom random) {
        for (int j = 0; j < columns; j++) {
          double sum = 0;
          for (int k = j; k < x.length; k += columns) {
            sum += x[k];
          }
          for (int k = j; k < x.length; k += columns) {
            x[k] -= sum * columns / x.length;
          }
        }
      }
    };

    /// Makes entries of a matrix such ones.
    abstract void impose(double[] x, int rows, int columns, SplittableRandom random);
  }

  @FunctionalInterface
  private interface Entry {
    double of(double[] row, int k);
  }

  @FunctionalInterface
  private interface Length {
    double of(double[] row);
  }

  private static void eachRow(double[] x, int columns, Entry entry, Length length) {
    for (int from = 0; from < x.length; from += columns) {
      double[] old = Arrays.copyOfRange(x, from, from + columns);
      double[] row = new double[columns];
      Arrays.setAll(row, k -> entry.of(old, k));
      double all = length.of(row);
      for (int k = 0; k < columns; k++) {
        x[from + k] = row[k] / all;
      }
    }
  }

  /// Whether it is wrong whatever these matrices are.
  boolean isWrong(Judgement j, Set<Expr> drawn) {
    List<Set<Expr>> which = new ArrayList<>(List.of(drawn));
    if (1 < drawn.size() && drawn.size() <= MOST) {
      drawn.forEach(one -> which.add(Set.of(one)));
    }
    return which.stream()
        .allMatch(some -> Arrays.stream(Kind.values()).allMatch(kind -> isWrong(j, some, kind)));
  }

  /// What judges with one of these matrices of a kind for which some gradients are right that are
  /// not right for all, as many as can be; null if none is right for any.
  ///
  /// @param open those gradients
  @Nullable Judge fitting(List<Claim> open, Set<Expr> drawn) {
    Judge best = null;
    long most = 0;
    for (Expr matrix : drawn.size() <= MOST ? drawn : Set.<Expr>of()) {
      for (Kind kind : Kind.values()) {
        Judge by = new Judge(chain, losses, scene(Set.of(matrix), kind)).after(judge.work());
        long right = open.stream().filter(claim -> by.of(claim).isEqual()).count();
        if (right > most) {
          best = by;
          most = right;
        }
      }
    }
    return best;
  }

  private boolean isWrong(Judgement j, Set<Expr> drawn, Kind kind) {
    Judgement again =
        new Judge(chain, losses, scene(drawn, kind)).after(judge.work()).of(j.claim());
    return again.isWrong() && again.outcome() == j.outcome();
  }

  /// The same points with these matrices made symmetric.
  Scene symmetric(Set<Expr> matrices) {
    return scene(matrices, Kind.SYMMETRIC);
  }

  private Scene scene(Set<Expr> drawn, Kind kind) {
    return judge
        .scene()
        .with(
            chain,
            point -> {
              Map<Expr, Values> other = new HashMap<>();
              for (Expr matrix : drawn) {
                Values now = of(kind, point.number(matrix), other.size());
                if (now != null) {
                  other.put(matrix, now);
                }
              }
              return other;
            });
  }

  private static @Nullable Values of(Kind kind, @Nullable Values now, int seed) {
    if (now == null || now.shape().length < 2) {
      return null;
    }
    double[] entries = now.re().clone();
    int columns = now.shape()[now.shape().length - 1];
    int rows = now.shape()[now.shape().length - 2];
    kind.impose(entries, rows, columns, new SplittableRandom(seed));
    return Values.real(now.shape(), entries);
  }
}
