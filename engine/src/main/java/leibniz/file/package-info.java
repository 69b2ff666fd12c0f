/// Arrays in files, as NumPy writes them: `.npy` holds one, `.npz` several with names.
///
/// The format is that of NumPy's `numpy.lib.format`, versions 1.0 to 3.0. Files come from anywhere,
/// so nothing that a header claims is believed before there are bytes for it.
@org.jspecify.annotations.NullMarked
package leibniz.file;
