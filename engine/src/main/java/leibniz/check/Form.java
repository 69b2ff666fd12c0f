package leibniz.check;

import leibniz.python.Module;
import org.jspecify.annotations.Nullable;

/// What of a program is followed, and with what in place of it.
///
/// @param companions whether losses are called where their gradients are computed
/// @param stated whether parameters have the defaults that the program states
/// @param alone whether only what is defined is followed, and not what is done with it
record Form(boolean companions, boolean stated, boolean alone) {
  /// The program as it stands, but for special numbers.
  static final Form PLAIN = new Form(false, false, false);

  /// The definitions alone.
  static final Form ALONE = new Form(false, false, true);

  Module of(Module text) {
    Module own = Turned.of(alone ? Definitions.of(text) : Reported.named(Plots.without(text)));
    Module once = OneEntry.of(Lifted.of(stated ? own : GenericNumbers.of(own)));
    return companions ? Companions.in(once) : once;
  }

  Form withoutCompanions() {
    return new Form(false, stated, alone);
  }

  Form withCompanions() {
    return new Form(true, stated, alone);
  }

  /// With the defaults that a program states; null if these are what they are.
  @Nullable Form asStated(Module text) {
    return stated || GenericNumbers.of(text).equals(text) ? null : new Form(false, true, alone);
  }
}
