package leibniz.program;

/// Two parts of a product that are joined, by number: the factors first, then the results of the
/// joins.
record Join(int left, int right) {}
