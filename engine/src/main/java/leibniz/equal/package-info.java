/// Whether two expressions are equal, and who says so.
///
/// [leibniz.equal.Equality#of] asks four judges, the cheapest first, and names the one who decided
/// in its [leibniz.equal.Verdict]:
///
/// 1. *the same node*: expressions are interned in a normal form, so many that are written
///    differently are one object. A proof.
/// 2. *normal form*: the laws make the difference 0, or both sides are the same sum of products
///    when everything is multiplied out (as long as that is not too long). A proof.
/// 3. *the field* of the whole numbers modulo 2⁶¹ − 1: both are evaluated at random, with sums,
///    products, quotients, powers, inverses and determinants exact. Rational functions that differ
///    there differ: a disproof, for which a counterexample in small numbers is looked for. If they
///    are equal at several points, they are equal but for a probability that is stated (Schwartz
///    1980; Zippel 1979): a polynomial of degree d that is not 0 is 0 at no more than d of every p
///    points. What is no rational function stands for itself there, so a difference decides nothing
///    where there is such a function.
/// 4. *numbers*: floating point at random points of three choices of sizes. They agree or differ,
///    as far as rounding lets one see; nothing is proved.
@org.jspecify.annotations.NullMarked
package leibniz.equal;
