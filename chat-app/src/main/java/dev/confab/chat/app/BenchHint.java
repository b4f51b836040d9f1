package dev.confab.chat.app;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code confab bench} of the server's jar: says where the load tool is. A checkout's launcher starts the tool itself. */
@Command(name = "bench", description = "Run the load tool (confab-bench.jar).", mixinStandardHelpOptions = true)
final class BenchHint implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Unmatched
    private String[] options = {};

    @Override
    public Integer call() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "The load tool is not in this jar. Put confab-bench.jar beside it and run: java -jar confab-bench.jar "
                        + String.join(" ", options));
    }
}
