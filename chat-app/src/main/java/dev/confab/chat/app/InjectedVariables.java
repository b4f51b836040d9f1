package dev.confab.chat.app;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Environment variables that Kubernetes and Docker set for each service that a container can reach, named after the
 * service. For a service {@code confab} or {@code confab-redis} they look like settings.
 */
final class InjectedVariables {

    private static final Logger LOG = LoggerFactory.getLogger(InjectedVariables.class);

    private static final Pattern NAME = Pattern.compile("CONFAB_([A-Z0-9_]+_)?"
            + "(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?|ENV_.+)");
    private static final Pattern PORT_NAME = Pattern.compile("CONFAB_([A-Z0-9_]+_)?PORT");
    private static final Pattern PORT_VALUE = Pattern.compile("(tcp|udp|sctp)://.*");
    private static final Pattern LINK_NAME = Pattern.compile("CONFAB_([A-Z0-9_]+_)?NAME");
    private static final Pattern LINK_VALUE = Pattern.compile("/.*/.*");

    private InjectedVariables() {}

    /** Returns the variables that begin like settings and were not injected; logs the names of the others in one line. */
    static Map<String, String> without(Map<String, String> environment) {
        var parts = environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(Setting.ENVIRONMENT_PREFIX))
                .collect(Collectors.partitioningBy(variable -> isInjected(variable.getKey(), variable.getValue())));
        log(parts.getOrDefault(true, List.of()).stream().map(Map.Entry::getKey));
        return parts.getOrDefault(false, List.of()).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isInjected(String name, String value) {
        boolean isPort =
                PORT_NAME.matcher(name).matches() && PORT_VALUE.matcher(value).matches();
        boolean isLink =
                LINK_NAME.matcher(name).matches() && LINK_VALUE.matcher(value).matches();
        return isPort || isLink || NAME.matcher(name).matches();
    }

    private static void log(Stream<String> names) {
        var text = names.sorted().collect(Collectors.joining(", "));
        if (!text.isEmpty()) {
            LOG.info("Ignored variables that Kubernetes or Docker set for a service: {}", text);
        }
    }
}
