package leibniz.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What stands in for a file where a program is followed: nothing is read, but a short text of our
/// own lets a program that learns from text go on.
final class Files {
  private Files() {}

  private static final Value.ClassObject TYPE = type();

  private static Value.ClassObject type() {
    List<Value.ClassObject> order = new ArrayList<>();
    Map<String, Value> members = new LinkedHashMap<>();
    Value lines =
        Value.Listing.of(
            StandIn.TEXT.lines().map(line -> (Value) new Value.Text(line + "\n")).toList());
    members.put("read", method("read", "size?", a -> new Value.Text(StandIn.TEXT)));
    members.put("readlines", method("readlines", "", a -> lines));
    members.put("readline", method("readline", "", a -> new Value.Text("")));
    for (String name : List.of("write", "writelines", "close", "flush", "seek")) {
      members.put(name, method(name, "*all", a -> Value.Single.NONE));
    }
    Value.ClassObject made = new Value.ClassObject("file", order, members, false, List.of());
    order.add(made);
    return made;
  }

  private static Value method(String name, String parameters, Native.Body body) {
    return Containers.function(name, parameters, body);
  }

  /// `open(…)`.
  static Value open(Bound a) {
    if (!a.session().follows()) {
      throw Faults.refused(
              "open is not run: Leibniz reads a program and never runs Python", a.span())
          .raise();
    }
    a.session()
        .assume("line " + a.span().line() + ": no file is read; a short text stands in for it");
    return new Value.Instance(TYPE, new LinkedHashMap<>());
  }
}
