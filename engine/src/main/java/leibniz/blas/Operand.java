package leibniz.blas;

/// Where a tensor of a contraction lies: its entry for letters `i` is at `offset + Σ strides_k ·
/// i_k`.
///
/// @param array its number in the run
/// @param offset of the entry where all letters are 0
/// @param strides entries from one value of a letter to the next, for each letter of the
///   contraction; 0 for a letter that the tensor does not have
public record Operand(int array, int offset, int[] strides) {}
