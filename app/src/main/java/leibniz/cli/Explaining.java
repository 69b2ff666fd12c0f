package leibniz.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.Derivation;
import leibniz.Layout;
import leibniz.Leibniz;
import leibniz.Request;
import leibniz.Step;
import leibniz.Topic;
import leibniz.ir.LeibnizException;
import leibniz.ir.Source;
import leibniz.report.Frame;

/// The command `explain`: a code of a message, a function, a step of a derivation.
final class Explaining {
  private static final Pattern STEP = Pattern.compile("(.+\\.py|-):([1-9][0-9]{0,5})");

  private final Command.DoExplain asked;
  private final Terminal terminal;
  private final Output out;
  private final Output err;

  Explaining(Command.DoExplain asked, Terminal terminal, Output out, Output err) {
    this.asked = asked;
    this.terminal = terminal;
    this.out = out;
    this.err = err;
  }

  int run() throws WrongUse {
    Matcher step = STEP.matcher(asked.topic());
    if (step.matches()) {
      return step(Inputs.read(step.group(1), terminal.in()), Integer.parseInt(step.group(2)));
    }
    if (Explain.knows(asked.topic()) || Topic.signature(asked.topic()).isEmpty()) {
      out.lines(Explain.lines(asked.topic(), out.style()));
      return Exit.OK;
    }
    Optional<Topic> topic = Topic.of(asked.topic());
    if (topic.isEmpty()) {
      String signature = Topic.signature(asked.topic()).orElseThrow();
      out.lines(
          List.of(
              out.style().text(signature),
              "",
              "This function is known, but has no derivative by an argument that fits it at once."));
      return Exit.OK;
    }
    out.lines(topic.get().lines(out.style()));
    return topic.get().general().verified() ? Exit.OK : Exit.BUG;
  }

  private int step(Source source, int number) throws WrongUse {
    Request request =
        new Request(source, asked.of(), asked.wrt(), 1, Layout.GENERAL, asked.batch(), Map.of());
    try {
      Derivation derivation = Leibniz.derive(request);
      List<Step> told = derivation.told(true);
      if (number > told.size()) {
        throw WrongUse.because(
                "there is no step "
                    + number
                    + ": the derivation has "
                    + (told.size() == 1 ? "one step" : told.size() + " steps"))
            .help("leibniz derive " + source.name() + " --steps=short lists them");
      }
      out.lines(derivation.step(told.get(number - 1), out.style(), true));
      return derivation.verified() ? Exit.OK : Exit.FINDINGS;
    } catch (LeibnizException e) {
      err.lines(Frame.lines(e.problems(), source, err.style()));
      return Exit.PROGRAM;
    }
  }
}
