package leibniz.steps;

import java.util.List;
import leibniz.ir.Expr;
import leibniz.trace.Definition;

/// A line of a program: its definition, its value over the names it uses, and which of those names
/// lead to the variables.
///
/// @param symbol the variable that stands for this line's value in later lines
/// @param local the value, with earlier lines as variables
/// @param simple the same, simplified
/// @param uses the symbols of lines and variables it depends on that lead to the variables
record Line(Definition definition, Expr symbol, Expr local, Expr simple, List<Expr> uses) {}
