/// The check of what people wrote by hand: their shape comments, their gradients, their numbers.
///
/// [Check] reads a program and returns a [Report]: what is wrong ([Finding]), and what was looked
/// at with the verdict on it ([Checked]). Doors print these records; they decide nothing.
@NullMarked
package leibniz.check;

import org.jspecify.annotations.NullMarked;
