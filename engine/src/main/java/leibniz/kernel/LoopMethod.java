package leibniz.kernel;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The method of a generated class that runs one loop, or two as one: it takes arrays, offsets, and
/// the rows from and to which it runs.
///
/// @param arrays the numbers of the arrays it takes
/// @param offsets the numbers of the offsets it takes
record LoopMethod(String name, Nest nest, List<Integer> arrays, List<Integer> offsets) {

  static LoopMethod of(String name, Nest nest) {
    return of(name, nest, List.of(nest.loop()));
  }

  /// @param loops that run in it, of which the nest may be one
  static LoopMethod of(String name, Nest nest, List<Loop> loops) {
    List<Access> accesses = loops.stream().flatMap(loop -> loop.accesses().stream()).toList();
    return new LoopMethod(
        name,
        nest,
        List.copyOf(new TreeSet<>(accesses.stream().map(Access::array).toList())),
        List.copyOf(new TreeSet<>(accesses.stream().map(Access::offset).toList())));
  }

  MethodTypeDesc type(ClassDesc array) {
    List<ClassDesc> parameters = new ArrayList<>();
    arrays.forEach(_ -> parameters.add(array));
    offsets.forEach(_ -> parameters.add(CD_int));
    parameters.add(CD_int);
    parameters.add(CD_int);
    return MethodTypeDesc.of(CD_void, parameters);
  }
}
