package leibniz.trace;

import leibniz.ir.Expr;

/// A value to be put in place of what the program computes.
///
/// The run is the same up to there, so the index of an event of one run ([Event#index]) names the
/// same event in a run of the same text with the same options.
///
/// @param event the index of the event
/// @param value of the same shape: an input, to differentiate by what is bound there, or a
///   corrected value
public record Replacement(int event, Expr value) {}
