package leibniz.cli;

import java.util.List;
import leibniz.check.Finding;

/// Which findings are told, by their codes; `LBZ2` stands for all that begin with it.
///
/// @param select only these; empty for all
/// @param ignore but not these
record CodeFilter(List<String> select, List<String> ignore) {
  CodeFilter {
    select = List.copyOf(select);
    ignore = List.copyOf(ignore);
  }

  boolean tells(Finding finding) {
    String code = finding.problem().code().name();
    return (select.isEmpty() || select.stream().anyMatch(code::startsWith))
        && ignore.stream().noneMatch(code::startsWith);
  }
}
