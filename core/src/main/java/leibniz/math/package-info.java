/// How an expression is *written*.
@org.jspecify.annotations.NullMarked
package leibniz.math;
