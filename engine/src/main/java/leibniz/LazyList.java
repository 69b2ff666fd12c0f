package leibniz;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;

/// A list that is made when something of it is first asked for.
final class LazyList<T> extends AbstractList<T> {
  private final Lazy<List<T>> list;

  LazyList(Supplier<List<T>> make) {
    this.list = new Lazy<>(() -> List.copyOf(make.get()));
  }

  @Override
  public T get(int index) {
    return list.get().get(index);
  }

  @Override
  public int size() {
    return list.get().size();
  }
}
