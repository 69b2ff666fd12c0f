/// No derivative is shown that has not been verified.
///
/// [leibniz.verify.Verify] compares a derivative with what the expression itself does when an input
/// moves a little: by central differences, and by a step along the imaginary axis, which has no
/// rounding to speak of. Both go through the reference evaluation of `leibniz.run` and know no rule
/// of differentiation. [leibniz.verify.Sizes] chooses small sizes that tell axes apart,
/// [leibniz.verify.Verification] says what was compared and how closely.
@org.jspecify.annotations.NullMarked
package leibniz.verify;
