/// The command line: words become a request, and the answer becomes text, JSON and an exit code.
///
/// The way of a run: [Main] hands the words and the [Terminal] to [Cli]; [Arguments] makes a
/// [Command] of the words, with picocli; [Inputs] reads the programs; [Derive] asks
/// [leibniz.Leibniz] and shows the answer; [Json] is the same as one object. [Help] is the texts.
///
/// **Streams.** The answer goes to stdout, everything else to stderr. With `--json` stdout holds
/// one object and nothing else, errors included.
///
/// **Failure.** [WrongUse] is what is wrong with the words or a file: it has no place in a program.
/// What is wrong with a program is a [leibniz.ir.Problem], drawn by [leibniz.report.Frame]. What is
/// wrong with Leibniz is a [Bug]. Nobody ever reads a stack trace without having asked for details.
///
/// **Exit codes** are those of [Exit], the same for every command.
///
/// **Colour** is on for a terminal, off with `NO_COLOR` and `TERM=dumb`, and `--color` decides.
/// Without a UTF-8 locale, or with `--ascii`, all output is ASCII.
///
/// A new command is a row in [Arguments], a text in [Help], a record in [Command], and a class that
/// runs it.
@NullMarked
package leibniz.cli;

import org.jspecify.annotations.NullMarked;
