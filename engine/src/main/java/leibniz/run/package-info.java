/// An expression and numbers become an answer.
///
/// [leibniz.run.Evaluate] is the reference: it computes what an expression means, by naive loops,
/// one node after the other, in complex numbers if the inputs are complex. It is what every
/// derivative is verified by, so it is dull on purpose and shares no rule with anything that
/// rewrites. [leibniz.run.Evaluator] is the same, prepared: the order and the loops are made once,
/// then run for many inputs. [leibniz.run.Tensor] is how a user hands numbers in and gets them out.
@org.jspecify.annotations.NullMarked
package leibniz.run;
