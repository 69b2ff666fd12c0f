package leibniz.blas;

import leibniz.kernel.Crew;
import leibniz.kernel.Type;

/// The product by its definition: the twin of all others.
final class PlainProduct implements Runner {
  private final Product p;

  PlainProduct(Product product) {
    this.p = product;
  }

  @Override
  public int scratch(int threads) {
    return 0;
  }

  @Override
  public void run(Object[] arrays, Object scratch, Crew crew) {
    crew.run(p.batch().n() * p.rows().n(), (part, worker) -> row(arrays, part));
  }

  /// A row of the result.
  private void row(Object[] arrays, int part) {
    int batch = part / p.rows().n();
    int row = part % p.rows().n();
    int c = p.c().offset() + p.batch().at(Axis.C, batch) + p.rows().at(Axis.C, row);
    int a = p.a().offset() + p.batch().at(Axis.A, batch) + p.rows().at(Axis.A, row);
    int b = p.b().offset() + p.batch().at(Axis.B, batch);
    for (int col = 0; col < p.cols().n(); col++) {
      int cAt = c + p.cols().at(Axis.C, col);
      int bCol = b + p.cols().at(Axis.B, col);
      if (p.type() == Type.F64) {
        double[] result = (double[]) arrays[p.c().array()];
        double sum =
            sum((double[]) arrays[p.a().array()], a, (double[]) arrays[p.b().array()], bCol);
        result[cAt] = p.alpha() * sum + (p.adds() ? result[cAt] : 0);
      } else {
        float[] result = (float[]) arrays[p.c().array()];
        double sum = sum((float[]) arrays[p.a().array()], a, (float[]) arrays[p.b().array()], bCol);
        result[cAt] = (float) (p.alpha() * sum + (p.adds() ? result[cAt] : 0));
      }
    }
  }

  private double sum(double[] a, int aFrom, double[] b, int bFrom) {
    double sum = 0;
    for (int k = 0; k < p.inner().n(); k++) {
      sum += a[aFrom + p.inner().at(Axis.A, k)] * b[bFrom + p.inner().at(Axis.B, k)];
    }
    return sum;
  }

  private double sum(float[] a, int aFrom, float[] b, int bFrom) {
    double sum = 0;
    for (int k = 0; k < p.inner().n(); k++) {
      sum += (double) a[aFrom + p.inner().at(Axis.A, k)] * b[bFrom + p.inner().at(Axis.B, k)];
    }
    return sum;
  }

  @Override
  public String toString() {
    return "plain loops";
  }
}
