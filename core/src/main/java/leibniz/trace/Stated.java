package leibniz.trace;

import leibniz.ir.Span;

/// An assert that states something of shapes: `assert dW.shape == W.shape`.
///
/// @param event how many events came before
/// @param frame the call it stands in
/// @param left as written
/// @param right as written
public record Stated(int event, int frame, String left, String right, boolean holds, Span span) {}
