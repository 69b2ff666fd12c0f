package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.python.Statement;
import leibniz.trace.Event;

/// Statements that may be wrong, by what tells whether a change of one helps.
///
/// @param all of them
/// @param places by values: what they compute may be computed twice
/// @param opaque what they compute is told by following them alone
/// @param numbers of which too little is known for other changes
record Tellable(
    Set<Statement> all, Map<Statement, Event> places, List<Event> opaque, List<Event> numbers) {

  static Tellable of(List<Event> suspects, Statements statements, Propagation propagation) {
    Tellable told =
        new Tellable(
            new LinkedHashSet<>(), new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    for (Event suspect : suspects) {
      Statement statement = statements.at(suspect.statement());
      if (statement != null && told.all.add(statement)) {
        if (suspect.value().constant() != null && !Untold.isNothing(suspect, statement)) {
          told.numbers.add(suspect);
        } else if (Variants.mayBe(statement) && propagation.isFirst(statement)) {
          told.places.put(statement, suspect);
        } else {
          told.opaque.add(suspect);
        }
      }
    }
    return told;
  }
}
