package leibniz.blas;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Orders of lanes, as constants of generated classes.
final class Trades {
  static final ClassDesc SHUFFLE = ClassDesc.of("jdk.incubator.vector", "VectorShuffle");

  private Trades() {}

  /// Each lane in the place of the one so far away.
  static VectorShuffle<?> trade(VectorSpecies<?> species, int by) {
    return VectorShuffle.fromOp(species, lane -> lane ^ by);
  }

  static DynamicConstantDesc<?> of(ClassDesc vector, int bits, int by) {
    ClassDesc species = ClassDesc.of("jdk.incubator.vector", "VectorSpecies");
    return DynamicConstantDesc.ofNamed(
        ConstantDescs.BSM_INVOKE,
        "trade",
        SHUFFLE,
        MethodHandleDesc.ofMethod(
            DirectMethodHandleDesc.Kind.STATIC,
            ClassDesc.of(Trades.class.getName()),
            "trade",
            MethodTypeDesc.of(SHUFFLE, species, CD_int)),
        DynamicConstantDesc.ofNamed(
            ConstantDescs.ofConstantBootstrap(
                ClassDesc.of("java.lang.invoke.ConstantBootstraps"),
                "getStaticFinal",
                ConstantDescs.CD_Object,
                ConstantDescs.CD_Class),
            "SPECIES_" + bits,
            species,
            vector),
        by);
  }
}
