package leibniz.python;

import java.util.List;
import java.util.function.UnaryOperator;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// A statement. Lists are never null and never change; a part that may be missing is `@Nullable`.
///
/// Targets are expressions in which only [Expression.Name], [Expression.Attribute],
/// [Expression.Subscript], [Expression.Tuple], [Expression.Listing] and [Expression.Starred] occur
/// on the way down: the parser has checked it.
public sealed interface Statement {

  /// From the first character to the last; for a compound statement the blocks are included.
  Span span();

  /// A statement with blocks.
  sealed interface Compound extends Statement {
    /// The first line alone: from the keyword (not its decorators) to the colon.
    Span header();

    /// The same statement with other blocks.
    ///
    /// @param other what a block becomes; asked in the order of the text
    Compound withBlocks(UnaryOperator<List<Statement>> other);
  }

  /// An expression for its own sake: a call, a docstring, the last line of a `-e` program.
  record Evaluate(Expression value, Span span) implements Statement {}

  /// `a = b = value`: two targets, left to right as Python assigns them.
  record Assign(List<Expression> targets, Expression value, Span span) implements Statement {}

  /// `target += value`; the target is a name, an attribute or a subscript.
  record AugmentedAssign(
      Expression target, Expression.Operator operator, Expression value, Span span)
      implements Statement {}

  /// `v: (B, D)` or `v: float = 1`; the target is a name, an attribute or a subscript.
  record AnnotatedAssign(
      Expression target, Expression annotation, @Nullable Expression value, Span span)
      implements Statement {}

  /// `del a, b[0]`.
  record Delete(List<Expression> targets, Span span) implements Statement {}

  /// `pass`.
  record Pass(Span span) implements Statement {}

  /// `break`.
  record Break(Span span) implements Statement {}

  /// `continue`.
  record Continue(Span span) implements Statement {}

  /// `return value`.
  record Return(@Nullable Expression value, Span span) implements Statement {}

  /// `raise exception from cause`.
  record Raise(@Nullable Expression exception, @Nullable Expression cause, Span span)
      implements Statement {}

  /// `global a, b`.
  record Global(List<String> names, Span span) implements Statement {}

  /// `nonlocal a, b`.
  record Nonlocal(List<String> names, Span span) implements Statement {}

  /// `assert test, message`.
  record Assert(Expression test, @Nullable Expression message, Span span) implements Statement {}

  /// `import numpy as np, os.path`.
  record Import(List<Alias> names, Span span) implements Statement {}

  /// `from ..module import a as b`; `*` is one alias of that name.
  ///
  /// @param level how many dots stand before the module
  /// @param module the dotted name, empty in `from . import a`
  record ImportFrom(int level, String module, List<Alias> names, Span span) implements Statement {}

  /// One name of an import.
  ///
  /// @param name the dotted name, or `*`
  /// @param alias what stands after `as`
  record Alias(String name, @Nullable String alias, Span span) {
    /// The name it has in the program: the alias, or the name up to its first dot, as `import`
    /// binds.
    public String bound() {
      int dot = name.indexOf('.');
      return alias != null ? alias : dot < 0 ? name : name.substring(0, dot);
    }
  }

  /// Python 2's `print a, b`. (`print(a, b)` is a call, and `print >>f, a` is what Python 3 sees in
  /// it: a tuple.)
  ///
  /// @param newline false when the statement ends in a comma
  record Print(List<Expression> values, boolean newline, Span span) implements Statement {}

  /// `if`, its `elif`s and its `else`.
  ///
  /// @param branches the `if` and each `elif`, at least one
  /// @param orElse the block of `else`, empty if there is none
  record If(List<Branch> branches, List<Statement> orElse, Span header, Span span)
      implements Compound {
    @Override
    public If withBlocks(UnaryOperator<List<Statement>> other) {
      List<Branch> all = branches.stream().map(b -> b.with(other)).toList();
      return new If(all, other.apply(orElse), header, span);
    }
  }

  /// One condition with its block.
  record Branch(Expression test, List<Statement> body, Span header) {
    private Branch with(UnaryOperator<List<Statement>> other) {
      return new Branch(test, other.apply(body), header);
    }
  }

  /// `for target in iterable:`.
  record For(
      Expression target,
      Expression iterable,
      List<Statement> body,
      List<Statement> orElse,
      Span header,
      Span span)
      implements Compound {
    @Override
    public For withBlocks(UnaryOperator<List<Statement>> other) {
      return new For(target, iterable, other.apply(body), other.apply(orElse), header, span);
    }
  }

  /// `while test:`.
  record While(
      Expression test, List<Statement> body, List<Statement> orElse, Span header, Span span)
      implements Compound {
    @Override
    public While withBlocks(UnaryOperator<List<Statement>> other) {
      return new While(test, other.apply(body), other.apply(orElse), header, span);
    }
  }

  /// `try`, with handlers or a `finally` or both.
  record Try(
      List<Statement> body,
      List<Handler> handlers,
      List<Statement> orElse,
      List<Statement> atLast,
      Span header,
      Span span)
      implements Compound {
    @Override
    public Try withBlocks(UnaryOperator<List<Statement>> other) {
      List<Statement> tried = other.apply(body);
      List<Handler> all = handlers.stream().map(h -> h.with(other)).toList();
      return new Try(tried, all, other.apply(orElse), other.apply(atLast), header, span);
    }
  }

  /// `except kind as name:`; a bare `except:` has neither.
  record Handler(
      @Nullable Expression kind, @Nullable String name, List<Statement> body, Span header) {
    private Handler with(UnaryOperator<List<Statement>> other) {
      return new Handler(kind, name, other.apply(body), header);
    }
  }

  /// `with items:`.
  record With(List<Item> items, List<Statement> body, Span header, Span span) implements Compound {
    @Override
    public With withBlocks(UnaryOperator<List<Statement>> other) {
      return new With(items, other.apply(body), header, span);
    }
  }

  /// `context as target`.
  record Item(Expression context, @Nullable Expression target) {}

  /// `def name(parameters) -> returns:`.
  ///
  /// @param nameSpan where the name stands, for messages about the function as a whole
  record Function(
      String name,
      Expression.Parameters parameters,
      @Nullable Expression returns,
      List<Expression> decorators,
      List<Statement> body,
      Span nameSpan,
      Span header,
      Span span)
      implements Compound {
    @Override
    public Function withBlocks(UnaryOperator<List<Statement>> other) {
      List<Statement> inside = other.apply(body);
      return new Function(name, parameters, returns, decorators, inside, nameSpan, header, span);
    }
  }

  /// `class name(arguments):`; the arguments are the bases and keywords such as `metaclass=`.
  record ClassDefinition(
      String name,
      List<Expression.Argument> arguments,
      List<Expression> decorators,
      List<Statement> body,
      Span nameSpan,
      Span header,
      Span span)
      implements Compound {
    @Override
    public ClassDefinition withBlocks(UnaryOperator<List<Statement>> other) {
      return new ClassDefinition(
          name, arguments, decorators, other.apply(body), nameSpan, header, span);
    }
  }
}
