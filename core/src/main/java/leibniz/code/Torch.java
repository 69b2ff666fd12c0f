package leibniz.code;

import java.util.List;
import java.util.Set;
import leibniz.code.Piece.Kind;
import leibniz.code.Piece.Level;
import leibniz.ir.Dim;
import leibniz.ir.Spelling;
import leibniz.program.Layered;
import leibniz.program.Program;
import org.jspecify.annotations.Nullable;

/// Programs as PyTorch code. What is made new takes its type and its device from the first
/// argument; functions take tensors only, and an einsum takes operands of one type only.
///
/// @param batch sizes of batch axes; those of the program's derivatives are known anyhow
/// @param efficient whether `@`, broadcasting and sums are preferred to einsum
public record Torch(Set<Dim> batch, boolean efficient) implements PythonDialect {

  /// Takes a copy.
  public Torch {
    batch = Set.copyOf(batch);
  }

  @Override
  public String function(String name, Layered program) {
    Program head = new Program(program.inputs(), List.of(), List.of());
    Set<String> reserved = Identifiers.python(new Tensors(null).reserved());
    String like = new Identifiers(head, reserved).of(program.inputs().getFirst().name());
    return new PythonLayers(new Tensors(like), batch, efficient, program).function(name);
  }

  @Override
  public Python python(Program program) {
    Set<String> reserved = new Tensors(null).reserved();
    String like =
        program.inputs().stream()
            .filter(i -> !i.isWhole())
            .findFirst()
            .map(i -> new Identifiers(program, Identifiers.python(reserved)).of(i.name()))
            .orElse(null);
    return new Python(new Tensors(like), batch, efficient, program);
  }

  /// @param like the argument that says which type and device; null if there is none
  private record Tensors(@Nullable String like) implements Library {
    @Override
    public String module() {
      return "torch";
    }

    @Override
    public List<String> imports(String body) {
      return List.of("import torch");
    }

    @Override
    public Set<String> reserved() {
      return Set.of("torch");
    }

    @Override
    public String spelled(Spelling row) {
      String type = like == null ? "" : ", dtype=" + like + ".dtype, device=" + like + ".device";
      return row.torch().replace("{new}", type);
    }

    private String fresh(String what, String arguments) {
      return like == null
          ? "torch." + what + "(" + arguments + ")"
          : like + ".new_" + what + "(" + arguments + ")";
    }

    private Piece tensor(Piece number) {
      String text = fresh("tensor", (number.kind() == Kind.INT ? decimal(number) : number).text());
      return new Piece(text, Level.ATOM, Kind.FLOAT, number.axes());
    }

    @Override
    public Piece truth(Piece condition) {
      String type = like == null ? "torch.get_default_dtype()" : like + ".dtype";
      return new Piece(
          condition.at(Level.ATOM) + ".to(" + type + ")", Level.ATOM, Kind.FLOAT, condition.axes());
    }

    @Override
    public Piece sqrt(Piece base) {
      return base.isNumber()
          ? new Piece(base.at(Level.ATOM) + "**0.5", Level.POWER, Kind.NUMBER, base.axes())
          : Library.super.sqrt(base);
    }

    @Override
    public String eye(String size) {
      return like == null
          ? "torch.eye(" + size + ")"
          : "torch.eye(" + size + ", dtype=" + like + ".dtype, device=" + like + ".device)";
    }

    @Override
    public String array(String numbers, boolean whole) {
      return whole ? "torch.tensor(" + numbers + ")" : fresh("tensor", numbers);
    }

    @Override
    public String zeros(String size) {
      return fresh("zeros", size);
    }

    /// Whole numbers are no operands beside others before they are converted, as truth values are
    /// none.
    @Override
    public Kind given(Program.Input input) {
      return input.isWhole() ? Kind.BOOL : Kind.FLOAT;
    }

    @Override
    public Kind oneHot() {
      return Kind.BOOL;
    }

    @Override
    public Piece index(Piece whole) {
      return new Piece(whole.at(Level.ATOM) + ".long()", Level.ATOM, whole.kind(), whole.axes());
    }

    /// In PyTorch an index that is added to names leading axes.
    @Override
    public @Nullable String added(String size, Added what) {
      String index = String.join(", ", what.index()) + (what.index().size() == 1 ? "," : "");
      String values =
          what.values().axes().isEmpty() ? tensor(what.values()).text() : what.values().text();
      return what.whole()
          ? zeros(size) + ".index_put((" + index + "), " + values + ", accumulate=True)"
          : null;
    }

    @Override
    public String ones(String size) {
      return fresh("ones", size);
    }

    @Override
    public String full(String size, Piece value) {
      String shape = size.startsWith("(") ? size : "(" + size + ",)";
      return value.isNumber()
          ? fresh("full", shape + ", " + (value.kind() == Kind.INT ? decimal(value) : value).text())
          : broadcast(value.text(), shape);
    }

    @Override
    public Piece single(Piece value) {
      return value.isNumber() ? tensor(value) : value;
    }

    @Override
    public String shape(String value) {
      return value + ".shape";
    }

    @Override
    public String transpose(String value, String axes) {
      return "torch.permute(" + value + ", (" + axes + "))";
    }

    @Override
    public String tensordot(String left, String right, List<Integer> those, List<Integer> these) {
      return "torch.tensordot(" + left + ", " + right + ", dims=(" + those + ", " + these + "))";
    }

    @Override
    public String stack(String list, int axis) {
      return "torch.stack(" + list + (axis == 0 ? ")" : ", dim=" + axis + ")");
    }

    @Override
    public String given(String array) {
      return "torch.as_tensor(" + array + ")";
    }

    @Override
    public String along(String axes, boolean kept) {
      return ", dim=" + axes + (kept ? ", keepdim=True" : "");
    }

    @Override
    public boolean counts() {
      return false;
    }

    @Override
    public Piece argument(Piece value, boolean called, boolean alone) {
      return value.isNumber() && (called || alone) ? tensor(value) : value;
    }
  }
}
