package leibniz.code;

import java.util.List;
import leibniz.ir.Shape;

/// `result[index] += values`, starting from zeros: values are added up where arrays of positions
/// say, each time that they do.
///
/// @param index one for each axis that is named; `:` for a whole axis
/// @param whole whether the index names leading axes only
record Added(Shape shape, List<String> index, boolean whole, Piece values) {}
