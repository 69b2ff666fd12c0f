package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the name of a gradient says: of what, by what.
///
/// @param of the name of what is differentiated; empty if the name does not say
/// @param wrt the names of what it may be taken by, the likeliest first; empty for `delta` and
///   `grad` alone
/// @param strong whether nothing else is called so
record GradientName(String of, List<String> wrt, boolean strong) {
  private static final Pattern RATIO =
      Pattern.compile("d_?([A-Za-z]\\w*?)_+d_?([A-Za-z]\\w*)|d(L|J|E|l|loss|cost)d([A-Za-z]\\w*)");
  private static final Pattern BEFORE =
      Pattern.compile(
          "(?:grads?|gradients?|nabla|Grad|derivs?|gradient_wrt|grad_wrt|grad_of|g(?=_?[A-Z]\\w?\\d*$)|g(?=_[a-z]))"
              + "_?([A-Za-z0-9]\\w*)");
  private static final Pattern AFTER =
      Pattern.compile("([A-Za-z]\\w*?)_?(?:grads?|gradients?|[Gg]rad|deriv|derivative)");
  private static final Pattern SHORT = Pattern.compile("d_?([A-Za-z]\\w*)");
  private static final Pattern ALONE =
      Pattern.compile("(?:grads?|gradients?|g|nabla|jac|jacobian)");
  private static final Pattern LETTER = Pattern.compile("g[abchsuvwxz]\\d?"); // `gw` by w
  private static final Pattern DELTA =
      Pattern.compile("(?:\\w*_)?deltas?(?:_?\\w+)?|(?:\\w*_)?error_?term(?:_?\\w+)?");

  /// Words that begin with d and are no gradients.
  private static final Set<String> WORDS =
      Set.of(
          """
          d_emb d_embed d_ff d_head d_hidden d_in d_inner d_k d_model d_out d_state d_v damping
          data dataset date dates day days ddof dealers deaths debt debug dec decay decays decided
          decision decisions decoded decoder default defaults defects deficit deformation deg
          degree degrees degrees_of_freedom degs delay delayed delays deleted delim delivered
          delivery demand demeaned demo den dendrite denoised denom denominator denoms dens dense
          densities density departure departures dependent deposits depth depths deriv derivative
          derivatives derived desc descent descriptor descriptors design designs desired
          destination destinations det detector detectors determinant detrended dev deviance
          deviances deviates deviation device devs df diag diagonal diagonals diameter dice dict
          dict_ dictionary diff diffed difference differences difficulties difficulty diffs
          diffusion diffusivity digit digital digits dilated dilation diluted dim dim_in dim_out
          dimension dimensions dims diode dipole dipoles dipped dir direct directed direction
          dirichlet dirs disc discharge discount discounted discounts discrepancy discrete
          discriminator disease disk disks disp dispersion displacement displacements display
          disps dissimilarities dissimilarity dist distance distances distortion distr
          distribution dists disturbance divergence diversity dividend dividends division divisor
          dna dnn doc docs dof domain domains dominance done donor donors doors dosage dose doses
          dot dots double doubled down downsampled dp drag draw drawdown drawn draws drift drifts
          drive driver drivers drone drop dropout dropout_mask dropout_p dropout_rate dropped
          drops drug drugs dst dt dtype dual duals due dummy dups duration durations dust
          duty dwell dyads dynamics dz_dim
          """
              .split("\\s+"));

  /// What a gradient may be called that is not by a variable of the name.
  private static final Set<String> NOT =
      Set.of(
          "grad_norm",
          "grad_clip",
          "grad_accum_steps",
          "gradient_norm",
          "grad_check",
          "grad_numerical",
          "grad_num",
          "gradient_check",
          "gradient_clip",
          "grad_clipped",
          "grad_analytic_num",
          "grad_approx",
          "gradapprox",
          "grad_fn",
          "grad_func",
          "grad_history",
          "grad_steps",
          "grad_sq",
          "grad_squared",
          "grad_avg",
          "gradient_descent",
          "grad_error",
          "grad_diff");

  private static final Pattern NUMERICAL =
      Pattern.compile(
          "(?i).*(?:num(?:eric(?:al)?)?|approx|fd|finite|check|norm|history|sum_sq|clip|gradsq|gradient_squared).*");

  /// What is not a variable by itself.
  GradientName {
    wrt = List.copyOf(wrt);
  }

  /// Reads a target: `dW1`, `self.dW`, `grads['W1']`, `dW[2]`. Null if it is not called like a
  /// gradient.
  static @Nullable GradientName of(String target) {
    if (target.endsWith(".df_")) {
      return null; // degrees of freedom that were fitted
    }
    if (KNOWN.size() > MOST) {
      KNOWN.clear();
    }
    return KNOWN.computeIfAbsent(target, t -> Optional.ofNullable(read(t))).orElse(null);
  }

  private static final int MOST = 10_000;
  private static final Map<String, Optional<GradientName>> KNOWN = new ConcurrentHashMap<>();

  /// A slope that is multiplied by what comes from behind: the gradient of nothing yet.
  private static final Pattern LOCAL = Pattern.compile("(?i)(?:.*\\.)?local_?(?:grad|deriv)\\w*");

  private static @Nullable GradientName read(String target) {
    if (LOCAL.matcher(target).matches()) {
      return null;
    }
    Key key = Key.of(target);
    if (key.field().isEmpty()) {
      return plain(key);
    }
    GradientName inner = plain(new Key(key.owner(), key.field(), "", key.index()));
    GradientName outer = plain(new Key(key.owner(), key.base(), "", ""));
    if (outer != null && !isNumber(key.field())) {
      return inner == null || inner.wrt.isEmpty()
          ? new GradientName("", List.of(key.field() + key.index()), true)
          : new GradientName(inner.of, with(inner.wrt, key.field() + key.index()), true);
    }
    return inner;
  }

  /// Whether something called so may be what a gradient is by: what is not called like a gradient,
  /// and `g`, which may be a gain.
  static boolean mayBeVariable(String target) {
    return of(target) == null || Key.of(target).last().equals("g");
  }

  private static @Nullable GradientName plain(Key key) {
    String id = key.base();
    String index = key.index();
    if (WORDS.contains(id) || NOT.contains(id)) {
      return null;
    }
    Matcher ratio = RATIO.matcher(id);
    if (ratio.matches()) {
      String of = ratio.group(1) != null ? ratio.group(1) : ratio.group(3);
      String wrt = ratio.group(2) != null ? ratio.group(2) : ratio.group(4);
      return new GradientName(of.equals("j") ? "J" : of, List.of(wrt + index), true);
    }
    if (NUMERICAL.matcher(id).matches()) {
      return null;
    }
    if (ALONE.matcher(id).matches()) {
      return new GradientName("", List.of(), !id.equals("g"));
    }
    Matcher before = BEFORE.matcher(id);
    if (before.matches()) {
      return new GradientName("", List.of(before.group(1) + index), true);
    }
    Matcher after = AFTER.matcher(id);
    if (after.matches()) {
      return new GradientName("", List.of(after.group(1) + index), true);
    }
    if (DELTA.matcher(id).matches()) {
      return new GradientName("", List.of(), false);
    }
    if (LETTER.matcher(id).matches()) {
      return new GradientName("", List.of(id.substring(1) + index), false);
    }
    Matcher plain = SHORT.matcher(id);
    int end = id.indexOf('_');
    String word = end < 0 ? id : id.substring(0, end); // of `dropout_param` the first
    boolean noun = word.length() > 2 && WORDS.contains(word);
    if (plain.matches() && !noun && !id.startsWith("dd")) {
      return new GradientName("", names(plain.group(1), index), false);
    }
    return null;
  }

  /// `dh_prev`, `dprev_h`, `dA_prev`, `dhnext` name one kind of thing.
  private static List<String> names(String rest, String index) {
    List<String> names = new ArrayList<>(List.of(rest + index));
    if (rest.startsWith("prev_")) {
      names.add(rest.substring(5) + "_prev");
    } else if (rest.endsWith("_prev")) {
      names.add("prev_" + rest.substring(0, rest.length() - 5));
    } else if (rest.startsWith("prev") && rest.length() > 4) {
      names.add("prev_" + rest.substring(4));
    }
    if (rest.endsWith("raw")) {
      names.add(rest.substring(0, rest.length() - 3));
    }
    return names;
  }

  private static List<String> with(List<String> names, String last) {
    List<String> all = new ArrayList<>(names);
    all.add(last);
    return all;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
  }

  /// A target in parts.
  ///
  /// @param owner what stands before the last dot, with the dot
  /// @param base the name
  /// @param field a key that is a text, without quotes; else empty
  /// @param index other keys and indices behind, in brackets
  record Key(String owner, String base, String field, String index) {
    private static final Pattern TARGET =
        Pattern.compile("(?<owner>(?:.*\\.)?)(?<base>\\w+)(?<keys>(?:\\[[^\\[\\]]*\\])*)");
    private static final Pattern PART = Pattern.compile("\\[([^\\[\\]]*)\\]");

    private static final Map<String, Key> KEYS = new ConcurrentHashMap<>();

    static Key of(String target) {
      if (KEYS.size() > MOST) {
        KEYS.clear();
      }
      return KEYS.computeIfAbsent(target, Key::read);
    }

    private static Key read(String target) {
      Matcher m = TARGET.matcher(target);
      if (!m.matches()) {
        return new Key("", target, "", "");
      }
      String field = "";
      StringBuilder index = new StringBuilder();
      Matcher part = PART.matcher(m.group("keys"));
      while (part.find()) {
        String inside = part.group(1);
        if (inside.startsWith("'") || inside.startsWith("\"")) {
          field = inside.substring(1, inside.length() - 1);
        } else {
          index.append('[').append(inside).append(']');
        }
      }
      return new Key(m.group("owner"), m.group("base"), field, index.toString());
    }

    /// The last word of it: the key, or the name.
    String last() {
      return (field.isEmpty() ? base : field) + index;
    }
  }
}
